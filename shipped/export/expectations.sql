-- What the schedule expected of each quarter, row by row, and what came of it.
SELECT quarter, schedule_row, sum(expected) AS expected, sum(exempt) AS exempt, sum(other_row) AS other_row,
       sum(allocated) AS allocated, sum(replaced) AS replaced, sum(withdrawn) AS withdrawn, sum(submitted) AS submitted
FROM expectations GROUP BY quarter, schedule_row ORDER BY quarter, schedule_row
