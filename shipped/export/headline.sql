-- Good or better, by quarter: all audits of the headline, those drawn at random (which alone speak for the whole), those
-- chosen by hand, and beside them, never in them, those submitted by the quarter's end and not settled yet.
WITH settled AS (
  SELECT quarter_settled AS quarter, final_grade AS grade,
         CASE WHEN selection = 'random' THEN 'random' ELSE 'selected' END AS part
  FROM audits
  WHERE counts AND in_headline AND quarter_settled IS NOT NULL AND final_grade IS NOT NULL
),
quarters AS (
  SELECT quarter_settled AS quarter FROM audits WHERE quarter_settled IS NOT NULL
  UNION SELECT quarter_submitted FROM audits WHERE quarter_submitted IS NOT NULL
),
waiting AS (
  SELECT quarters.quarter, audits.auditor_grade AS grade, 'provisional' AS part
  FROM audits JOIN quarters ON audits.quarter_submitted <= quarters.quarter
  WHERE counts AND in_headline AND settled IS NULL AND auditor_grade IS NOT NULL
),
graded AS (
  SELECT quarter, part, grade FROM settled
  UNION ALL SELECT quarter, 'all' AS part, grade FROM settled
  UNION ALL SELECT quarter, part, grade FROM waiting
),
counted AS (
  SELECT quarter, part, count(*) AS n,
         sum(CASE WHEN grade IN ('O', 'G') THEN 1 ELSE 0 END) AS good,
         sum(CASE WHEN grade = 'O' THEN 1 ELSE 0 END) AS o,
         sum(CASE WHEN grade = 'G' THEN 1 ELSE 0 END) AS g,
         sum(CASE WHEN grade = 'RI' THEN 1 ELSE 0 END) AS ri,
         sum(CASE WHEN grade = 'I' THEN 1 ELSE 0 END) AS i
  FROM graded GROUP BY quarter, part
),
-- The Wilson interval of 95%: it speaks of chance in small numbers only.
shares AS (
  SELECT *, CAST(good AS DOUBLE) / n AS p, 1.959963984540054e0 * 1.959963984540054e0 / n AS z FROM counted
),
ends AS (
  SELECT *, p + z / 2 AS middle,
         1.959963984540054e0 * sqrt(p * (1 - p) / n + z / (4 * CAST(n AS DOUBLE))) AS half FROM shares
)
SELECT quarter, part, n, good, o, g, ri, i,
       floor((2000 * good + n) / (2 * CAST(n AS DOUBLE))) / 10 AS percent,
       CASE WHEN good = 0 THEN 0 ELSE floor((middle - half) / (1 + z) * 100 * 10 + 0.5e0) / 10 END AS low,
       CASE WHEN good = n THEN 100 ELSE floor((middle + half) / (1 + z) * 100 * 10 + 0.5e0) / 10 END AS high
FROM ends ORDER BY quarter, part
