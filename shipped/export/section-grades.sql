-- The grades of each section, by quarter and form: the final ones of audits settled in the quarter.
SELECT quarter_settled AS quarter, form, section,
       sum(CASE WHEN grade = 'O' THEN 1 ELSE 0 END) AS o,
       sum(CASE WHEN grade = 'G' THEN 1 ELSE 0 END) AS g,
       sum(CASE WHEN grade = 'RI' THEN 1 ELSE 0 END) AS ri,
       sum(CASE WHEN grade = 'I' THEN 1 ELSE 0 END) AS i,
       sum(CASE WHEN applies THEN 0 ELSE 1 END) AS not_applicable
FROM section_grades JOIN audits ON section_grades.audit = audits.audit
WHERE rater = 'final' AND counts AND in_tables AND quarter_settled IS NOT NULL
GROUP BY quarter_settled, form, section ORDER BY quarter, form, section
