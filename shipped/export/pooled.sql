-- Good or better of many councils together, by quarter and form. Small cells stayed at home, so the share itself is not
-- known: it lies between these two. Where they lie far apart, pool longer times or more councils.
SELECT quarter, form,
       sum(CASE WHEN grade = 'all' THEN n ELSE 0 END) AS n,
       sum(CASE WHEN grade IN ('O', 'G') THEN n ELSE 0 END) AS good_at_least,
       sum(CASE WHEN grade = 'all' THEN n ELSE 0 END)
         - sum(CASE WHEN grade IN ('RI', 'I') THEN n ELSE 0 END) AS good_at_most
FROM cells WHERE domain = 'overall'
GROUP BY quarter, form ORDER BY quarter, form
