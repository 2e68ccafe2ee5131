-- How each step was kept, by the quarter in which it fell due.
SELECT quarter_due AS quarter, step, count(*) AS due,
       sum(CASE WHEN kept = 'on-time' THEN 1 ELSE 0 END) AS on_time,
       sum(CASE WHEN kept = 'late' THEN 1 ELSE 0 END) AS late,
       sum(CASE WHEN kept = 'open' THEN 1 ELSE 0 END) AS still_open,
       floor((2000 * sum(CASE WHEN kept = 'on-time' THEN 1 ELSE 0 END) + count(*))
             / (2 * CAST(count(*) AS DOUBLE))) / 10 AS percent
FROM steps WHERE kept <> 'not-due-yet'
GROUP BY quarter_due, step ORDER BY quarter, step
