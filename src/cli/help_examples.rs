//! What is typed: two to four lines a command, for its help and its man page. A test types each of them in the store of
//! the demonstration, in this order, so an id here is one of its audits.

/// A line as it is typed, and what it does.
pub type HelpExample = (&'static str, &'static str);

/// Each command with its examples.
#[rustfmt::skip]
pub const EXAMPLES: &[(&str, &[HelpExample])] = &[
    ("demo", &[
        ("qaf demo council", "Two years of a council that does not exist, to look around in"),
        ("qaf demo small --short", "Eighteen audits, few enough to read every file"),
    ]),
    ("init", &[
        ("qaf init store", "A folder for your own council"),
        ("qaf init shared --access qaf-qa,qaf-moderators", "The same, with the groups that may write in it"),
    ]),
    ("people inspect", &[
        ("qaf people inspect hr-export.csv", "What qaf understands of the HR system's list of staff"),
        ("qaf people inspect hr-export.csv --write new-people.csv", "The same, and what is understood as a new people.csv"),
    ]),
    ("cache", &[
        ("qaf cache", "Where summaries are kept between runs, and how large they are"),
        ("qaf cache --clear", "Delete them; the next run reads every audit again"),
    ]),
    ("completions", &[
        ("qaf completions bash", "For bash; qaf completions --help says where to save it"),
        ("qaf completions powershell", "For PowerShell"),
    ]),
    ("man", &[
        ("qaf man ../manual", "The manual's pages, in a new folder beside the store"),
        ("qaf man ../man1", "The same under the name that man looks for; man -M .. qaf-tracker reads one"),
    ]),
    ("schedule", &[
        ("qaf schedule", "Who audits what and how often, and what this cycle still needs"),
        ("qaf schedule --output schedule.docx", "The same as a Word document"),
    ]),
    ("roster inspect", &[
        ("qaf roster inspect cases.csv", "What qaf understands of a case list, before it is drawn from"),
        ("qaf roster inspect cases.csv --errors errors.csv", "Its faults as a list, for whoever made the export"),
    ]),
    ("allocate", &[
        ("qaf allocate --roster cases.csv --dry-run", "For whom it would be drawn, and from how many cases; nothing is drawn"),
        ("qaf allocate --roster cases.csv", "Draw, and make the audits"),
        ("qaf allocate --replace CF18 --reason moved", "The next case of the same draw, as this one can't be audited"),
    ]),
    ("new", &[
        ("qaf new observed-practice --auditor \"Ann Brook\" --worker \"Kit Adams\"", "An observation of a worker"),
        ("qaf new lado --auditor \"Priya Nand\" --worker \"Fay Rudd\" --child L9 --selected-by \"Priya Nand\"", "A case that a manager picked"),
    ]),
    ("draw verify", &[
        ("qaf draw verify", "Replay every draw of the store"),
        ("qaf draw verify draws/2026-27-C4-cff432b2.json", "Replay one, from its record alone"),
    ]),
    ("draw explain", &[
        ("qaf draw explain draws/2026-27-C4-cff432b2.json", "Why each auditor was given that case"),
        ("qaf draw explain draws/2026-27-C3-b0153b49.json", "The same of another cycle's draw"),
    ]),
    ("draw chain new", &[
        ("qaf draw chain new --output ../seeds.txt", "A year's secret seeds, for somebody outside quality assurance to keep"),
        ("qaf draw chain new --length 36 --output ../longer.txt", "Seeds for several years"),
    ]),
    ("draw chain check", &[
        ("qaf draw chain check", "Whether the seeds of the store's draws lead to the anchor of qaf.toml"),
        ("qaf draw chain check --seed 9f2c6d0b9f2c6d0b9f2c6d0b9f2c6d0b9f2c6d0b9f2c6d0b9f2c6d0b9f2c6d0b", "Whether a seed that was given out does, before it is drawn with"),
    ]),
    ("draw certificate", &[
        ("qaf draw certificate draws/2026-27-C4-cff432b2.json", "A draw in short, for the minutes"),
        ("qaf draw certificate draws/2026-27-C4-cff432b2.json --output draw.html", "The same as a page to keep"),
    ]),
    ("draw simulate", &[
        ("qaf draw simulate --roster cases.csv --runs 20", "Whom the raffle reaches over two years"),
        ("qaf draw simulate --roster cases.csv --runs 20 --cycles 6 --seed 7", "Over six cycles, with other random numbers"),
        ("qaf draw simulate --roster cases.csv --runs 20 --output fairness.html", "The same as a page"),
    ]),
    ("draw history", &[
        ("qaf draw history", "Who was drawn from whom over the year"),
        ("qaf draw history --output variety.html", "The same as a page"),
    ]),
    ("validate", &[
        ("qaf validate", "Every fault of every file, with its place and what to do"),
        ("qaf validate CF16 --ready", "What is still missing before this audit is submitted"),
        ("qaf validate CF15 --fix", "The repairs that are certain, to be looked at"),
    ]),
    ("commission", &[
        ("qaf commission thematic --title \"Letters to parents\" --lead \"Colin Peake\" --commissioner \"Grace Oduya\"", "A thematic audit"),
        ("qaf commission sav --title \"North in winter\" --lead \"Priya Nand\" --commissioner \"Helen Marsh\" --team North", "A visit to a team"),
    ]),
    ("tool", &[
        ("qaf tool letters --for TH19 --from child-case --sections reviews", "A theme's own form, with a section of another"),
        ("qaf tool letters-alone --for TH19", "A form that has the criteria of the theme alone"),
    ]),
    ("sample", &[
        ("qaf sample TH19 --roster cases.csv --size 2", "Draw two cases for a theme"),
        ("qaf sample TH19 --roster cases.csv --size 1 --each team", "One of each team"),
        ("qaf sample TH19 --children chosen.txt --indicator \"Late letters\" --reason \"The latest two\"", "Cases that were chosen, with the reason"),
    ]),
    ("panel new", &[
        ("qaf panel new --date 2026-12-08 --size 2", "Draw two audits that the panel reads"),
        ("qaf panel new --date 2027-01-12 --size 2 --include CF5", "The same, with one that it is to read"),
    ]),
    ("panel reveal", &[
        ("qaf panel reveal PA19", "Show the members' grades, once every sheet is in"),
        ("qaf panel reveal PA19 --without \"Colin Peake\" --reason \"On leave\"", "Without waiting for one member's sheet"),
    ]),
    ("fill", &[
        ("qaf fill", "What waits for you, as pages in your browser"),
        ("qaf fill CF16", "One audit, at the part that is next"),
        ("qaf fill CF16 --page ../cf16.html", "The page as a file, for an auditor who has no qaf"),
    ]),
    ("moderate", &[
        ("qaf moderate CF13", "Begin the moderation, with the moderator that the schedule names"),
        ("qaf moderate CF15 --moderator \"Nadia Karim\"", "With another moderator"),
    ]),
    ("direct", &[
        ("qaf direct CF3", "Begin the direction and the review of its actions"),
        ("qaf fill CF3 --step direction", "Write it, on a page in your browser"),
    ]),
    ("feedback", &[
        ("qaf feedback CF2 --blank", "The questions, to be mailed to the worker"),
        ("qaf feedback CF3", "Begin the file of what the worker says"),
        ("qaf feedback CF2 --blank --output ../form.txt", "The questions as a file"),
    ]),
    ("re-audit", &[
        ("qaf re-audit CF3 --auditor \"Ann Brook\"", "Begin the second audit"),
        ("qaf fill CF3 --step re-audit", "Write it, on a page in your browser"),
    ]),
    ("appreciate", &[
        ("qaf appreciate CF16", "Begin a note on what was done well"),
        ("qaf fill CF16 --step appreciative", "Write it, on a page in your browser"),
    ]),
    ("log", &[
        ("qaf log --list", "What can be noted"),
        ("qaf log CF14 --list", "What can be noted of this audit now"),
        ("qaf log CF14 note --note \"A telephone call\"", "A remark"),
        ("qaf log CF12 sent", "It went to those whom the framework names"),
    ]),
    ("history", &[
        ("qaf history CF2", "What happened to an audit, when, and what changed in it"),
        ("qaf history CF2 --output cf2.html", "The same as a page"),
    ]),
    ("show", &[
        ("qaf show CF3", "The whole audit"),
        ("qaf show CF3 --output cf3.docx", "A Word document for the worker's supervision file"),
    ]),
    ("exit", &[
        ("qaf exit --blank", "The questionnaire, to be handed to whoever leaves"),
        ("qaf exit --blank --output ../leaving.txt", "The same as a file"),
    ]),
    ("exit report", &[
        ("qaf exit report --issue", "Issue the next edition, up to the last quarter that has ended"),
        ("qaf exit report", "The edition that was issued last"),
    ]),
    ("explain", &[
        ("qaf explain", "Every rule in a line"),
        ("qaf explain lost-indent", "What one rule means, and how to put it right"),
    ]),
    ("rubric", &[
        ("qaf rubric reviews", "What each grade looks like, for a section of a form"),
        ("qaf rubric ASM", "The same for a domain"),
        ("qaf rubric --output guideline.docx", "The whole guideline, to print"),
    ]),
    ("tracker", &[
        ("qaf tracker", "Every audit with which something is left to do"),
        ("qaf tracker --team North", "Those of one team"),
        ("qaf tracker --output tracker.xlsx", "All of them as a workbook"),
    ]),
    ("due", &[
        ("qaf due", "What is late and what is coming, person by person"),
        ("qaf due --within 10 --who \"Ann Brook\"", "What waits for one person in the next two weeks"),
        ("qaf due --check --quiet", "For a scheduled job: status 1 if something is late"),
    ]),
    ("remind", &[
        ("qaf remind --to ../letters", "A letter and a calendar entry for whatever is late or due soon"),
        ("qaf remind --to ../letters-north --team North --text", "Those of one team, as plain text"),
    ]),
    ("export", &[
        ("qaf export ../figures", "Tables for Excel, Power BI, R or Python"),
        ("qaf export --pool ../pooled", "Only what may be set beside other councils' figures"),
    ]),
    ("report quarterly", &[
        ("qaf report quarterly", "The last quarter that has ended"),
        ("qaf report quarterly --quarter now --output now.html", "This quarter so far, as a page"),
        ("qaf report quarterly --quarter 2026-27-Q2 --brief --output brief.docx", "One page in Word, to hand out alone"),
    ]),
    ("report compliance", &[
        ("qaf report compliance", "What was expected, and what took place"),
        ("qaf report compliance --team North", "The same of one team"),
    ]),
    ("report coverage", &[
        ("qaf report coverage", "Who has been observed, and who is still to be"),
        ("qaf report coverage --output coverage.xlsx", "The same as a workbook"),
    ]),
    ("report actions", &[
        ("qaf report actions", "Every action, with its owner and its date"),
        ("qaf report actions --output actions.xlsx", "The same as a workbook"),
    ]),
    ("report moderation", &[
        ("qaf report moderation", "How moderation changed the grades"),
        ("qaf report moderation --output moderation.html", "The same as a page"),
    ]),
    ("report panel", &[
        ("qaf report panel", "How far panels agree with the final grades"),
        ("qaf report panel --year 2026-27", "Those that were held in one council year"),
        ("qaf report panel --output panels.docx", "The same as a Word document"),
    ]),
    ("report team", &[
        ("qaf report team North", "For the team's monthly clinic"),
        ("qaf report team North --quarter 2026-27-Q2 --output north.docx", "A quarter of it in Word"),
    ]),
    ("report section", &[
        ("qaf report section reviews", "A section of the forms over time"),
        ("qaf report section ASM --output asm.html", "A domain, as a page"),
    ]),
    ("report learning", &[
        ("qaf report learning", "Training needs, changes in practice, good practice"),
        ("qaf report learning --output learning.docx", "The same as a Word document"),
    ]),
    ("report work", &[
        ("qaf report work TH19", "A theme from its terms to its actions"),
        ("qaf report work TH19 --output letters.docx", "The same as a Word document"),
    ]),
    ("report assurance", &[
        ("qaf report assurance clb", "A quarter's pack for a meeting above the service"),
        ("qaf report assurance clb --quarter 2026-27-Q2 --output pack.docx", "The same in Word"),
    ]),
    ("report annual", &[
        ("qaf report annual", "The council year"),
        ("qaf report annual --scaffold", "Begin the file in which people say what they make of it"),
    ]),
    ("report sparnet", &[
        ("qaf report sparnet", "The figure for the council's dashboard"),
        ("qaf report sparnet --format csv", "The same for a program"),
    ]),
    ("report template", &[
        ("qaf report template --output report.docx", "The template of Word documents, to be restyled"),
        ("qaf report actions --output actions.docx", "A report in it, once it stands in the store as templates/report.docx"),
    ]),
];
