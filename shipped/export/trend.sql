-- Good or better by two-month cycle. Read a run of cycles, never one point: qaf report quarterly tells which changes are
-- more than chance. A cycle that has not ended yet is in it too.
SELECT cycle_settled AS cycle, count(*) AS n,
       sum(CASE WHEN final_grade IN ('O', 'G') THEN 1 ELSE 0 END) AS good,
       floor((2000 * sum(CASE WHEN final_grade IN ('O', 'G') THEN 1 ELSE 0 END) + count(*))
             / (2 * CAST(count(*) AS DOUBLE))) / 10 AS percent
FROM audits
WHERE counts AND in_headline AND cycle_settled IS NOT NULL AND final_grade IS NOT NULL
GROUP BY cycle_settled ORDER BY cycle
