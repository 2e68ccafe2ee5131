// Fills audits in on the pages of `qaf fill`, in a browser, as people do: types, clicks, leaves, comes back, works on the
// same file twice at once and in an editor beside it, and is cut off. Then it looks at the files.
//
//   QAF=target/debug/qaf node tests/pages/fill.mjs [NAME ...]
//
// With names, only the scenarios whose name begins with one of them. Every scenario runs; the status is 1 if one fails.
// The stores that it makes lie in a folder of their own and go again; KEEP=1 leaves them. BREAK=autosave, merge, send or
// part spoils the pages' script in one way, to see that the scenarios tell.

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { axeFaults } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { allStand, endAll, equal, expect, pause, Person, QAF, remarks, Store, until } from "./hands.mjs";
import { layoutFaults } from "./layout.mjs";

const folder = mkdtempSync(join(tmpdir(), "qaf-fill-"));
const MADE = "2026-10-05";
const DAY = "2026-10-16";
// The day on which the demonstration's council is looked at.
const LATER = "2026-11-24";
const CASE = ["--child", "00481495", "--initials", "KP", "--age", "9", "--team", "South", "--worker", "Callum Rook", "--selected-by", "Priya Nand", "--selection", "manager", "--reason", "A case to be looked at"];

let browser;
let store;
// The council of the demonstration, and when it is there.
const council = new Store(join(folder, "demo"));
let demo;
let making;
// What one scenario leaves for others: a child case with every answer, not yet submitted, and submitted.
const left = {};

const told = (text) => console.log(`      ${text}`);

// A way to spoil the script, so that it can be seen that a scenario tells.
const BROKEN = {
  autosave: [/SOON = \d+/, "SOON = 60000"],
  merge: ["form.elements.was.value = told.was;", 'form.elements.was.value = "{}";'],
  send: ['await fetch("/fill.css", { cache: "no-store" });', "await new Promise((on) => setTimeout(on));"],
  part: ["of[name.slice(2)]", "of[name.slice(3)]"],
};

async function spoil(tab) {
  const [from, to] = BROKEN[process.env.BREAK] ?? [];
  const styles = process.env.FILES;
  if (!from && !styles) return;
  await tab.setRequestInterception(true);
  tab.on("request", async (request) => {
    const name = new URL(request.url()).pathname;
    // What the script itself asks for is whether somebody is there.
    if (request.resourceType() === "fetch") return request.continue();
    if (name !== "/fill.js" && !(styles && name === "/fill.css")) return request.continue();
    // FILES=shipped/templates tries the script and the style that lie there, without the program being built anew.
    const type = name === "/fill.js" ? "text/javascript" : "text/css";
    const own = () => (name === "/fill.js" ? "" : readFileSync(join(styles, "report.css"), "utf8")) + readFileSync(join(styles, `fill${name}`), "utf8");
    const body = styles ? own() : readFileSync(new URL(`../../shipped/templates/fill${name}`, import.meta.url), "utf8");
    return request.respond({ contentType: `${type}; charset=utf-8`, body: from && name === "/fill.js" ? body.replace(from, to) : body });
  });
}

const open = (sitting, more) => Person.at(browser, sitting, { before: spoil, ...more });

/** A file that a part of it was answered in, as an editor on Windows saves it. */
const inNotepad = (text) => text.replace(/\r?\n/g, "\r\n");

/** A blank child case of its own. */
const childCase = (auditor = "Lena Fox") => {
  left.children = (left.children ?? 481495) + 1;
  const more = CASE.with(1, `00${left.children}`);
  return store.make("child-case", auditor, more, MADE);
};

const demandValid = (from, id, day) => {
  const { findings } = from.findings(id, day);
  const errors = findings.filter((finding) => finding.severity === "error");
  expect(`qaf validate ${id} finds no error`, errors.length === 0, errors.map((error) => error.message).join(" | "));
  return findings;
};

// What a person answers who knows the case. Every text is another, so that each can be found again.
let texts = 0;
const sentence = () => {
  texts += 1;
  return `In ${texts} of the records that we sampled this is clear, and the family says so too (note ${texts}).`;
};
const DAYS = ["7 October 2026", "7/10/2026", "7.10.26", "7th Oct 2026", "Wed 7 October 2026", "2026-10-07"];
let days = 0;

const OWN = {
  date_of_audit: "14/10/2026",
  "header.status": ["CP"],
  "header.main_referral_factors": ["Neglect", "Other"],
  "header.auditor_knows_family": "no",
  "header.number_social_workers": "2",
  "header.date_referral_received_fr": "2 March 2026",
  "header.date_allocated_current_team": "9 March 2026",
  "preparation.session_booked": "6 October 2026",
  "preparation.family_contacted": "8.10.26",
  "preparation.collaborative_session": "14/10/2026",
  "sections.file_recording.case_closed": "no",
  "sections.file_recording.items.q7.status": "N/A",
  "sections.childs_plan.permanence_plan_by_second_review": "not looked after",
  themes: "neglect, voice of the child",
};

function sensible(asked) {
  const { name, kind, values } = asked;
  if (asked.held.length > 0) return undefined;
  if (name in OWN) return OWN[name];
  // What is only said where something else is so.
  if (/not_applicable|outstanding_because|not_obtained|sought_by/.test(name)) return undefined;
  if (kind === "radio") {
    for (const value of ["G", "Good", "yes", "similar", "parent-carer-1", "policy"]) if (values.includes(value)) return value;
    return values.find((value) => value !== "" && value !== "N/A");
  }
  if (kind === "checkbox") return values.filter((value) => /-G1$/.test(value)).slice(0, 1);
  if (kind === "select") return values.find((value) => value !== "");
  if (kind === "day") {
    days += 1;
    return name.endsWith(".by") ? "16 November 2026" : DAYS[days % DAYS.length];
  }
  if (kind === "number") return name.endsWith("score") ? "7" : "2";
  if (name.endsWith(".owner")) return "Callum Rook";
  if (name.endsWith(".role")) return "IRO";
  if (kind === "words") return "one, two";
  if (kind === "line") return "Callum Rook";
  return sentence();
}

/** Fills in every part of a form, each on its page: the first by the list of parts, the others from one to the next. Says
 *  what was given. */
async function everyPart(person, say, { byList = 1, after } = {}) {
  await person.go("/1");
  const titles = await person.tab.$$eval(".tasks a", (links) => links.map((link) => link.textContent));
  const given = [];
  for (const [at, title] of titles.entries()) {
    if (at < byList) await person.part(title);
    equal("the part that is shown", await person.heading(), title);
    given.push(...(await person.answer(say)));
    given.push(...((await after?.(person, title)) ?? []));
    if (at + 1 < byList) await person.tab.click('input[name="done"][value="no"]');
    await person.press("Save and go on");
  }
  return given;
}

/** Each answer that was given stands in the file: texts to the letter, choices by what they are called there. */
function demandGiven(text, given) {
  const plain = text.replace(/\r/g, "");
  const lost = given.filter(({ kind, answer, name }) => {
    const key = /[^.[\]]+(?=[^.]*$)/.exec(name)[0];
    if (kind === "day") return !/\d{4}-\d\d-\d\d/.test(plain);
    if (kind === "words") return !answer[0].split(", ").every((word) => plain.includes(word));
    return !answer.every((one) => plain.includes(one)) || !plain.includes(key);
  });
  expect("every answer stands in the file", lost.length === 0, lost.map((one) => `${one.name}: ${one.answer}`).join(" | "));
}

const scenarios = {
  async "a: a whole child case, from blank to submitted"() {
    const id = childCase();
    const blank = store.read(id);
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    equal("the first page", await person.heading(), "The audit");
    // A second member of the family is heard once the first is saved.
    const given = await everyPart(person, sensible, {
      byList: 5,
      async after(person, title) {
        if (title !== "What the family said") return [];
        await person.press("Save and check this page");
        return person.answer((asked) => (asked.name.endsWith("[1].from") ? "parent-carer-2" : sensible(asked)));
      },
    });
    await person.follow("Check and submit");
    const [errors, queries] = [await person.summary(), await person.asked()];
    told(`the check shows ${errors.length} errors, ${queries.length} questions${queries.length ? `: ${queries.join(" | ")}` : ""}`);
    equal("errors at the first check", errors.join(" | "), "");
    left.answered = store.read(id);
    left.answeredId = id;
    await person.press("Submit the audit");
    equal("the page after submitting", await person.heading(), "Submitted");
    const text = store.read(id);
    expect("the day stands in the file", new RegExp(`^submitted: ${DAY}$`, "m").test(text), /^submitted.*$/m.exec(text)?.[0]);
    demandGiven(text, given);
    const gone = allStand(remarks(blank), remarks(text));
    expect("every remark is still there", gone === undefined, gone);
    told(`${given.length} questions answered`);
    const shown = store.shown(id, DAY);
    const lost = given.filter(({ kind, answer }) => kind === "textarea" && !shown.includes(JSON.stringify(answer[0]).slice(1, -1)));
    expect("qaf show tells every text", lost.length === 0, lost.map((one) => one.name).join(", "));
    demandValid(store, id, DAY);
    await person.follow("Read it as a document");
    expect("it can be read as a document", (await person.tab.title()).includes(id), await person.tab.title());
    await person.go("/1/p/3");
    equal("what is submitted is read only: boxes", (await person.tab.$$("textarea")).length, 0);
    left.submitted = id;
    await person.close();
    await sitting.end();
  },

  async "b: a moderation with a regrade, signed off"() {
    await demo;
    const id = "CF-26-0013";
    const audit = council.read(id);
    const sitting = await council.fill([id, "--step", "moderation"], { by: "Nadia Karim", day: LATER });
    const blank = council.read(id, "moderation.yaml");
    const person = await open(sitting);
    const given = await everyPart(person, (asked) => {
      const { name } = asked;
      if (asked.held.length > 0 && asked.kind !== "checkbox") return undefined;
      if (name === "evidence_sufficient") return "yes";
      if (name === "record_sampled") return ["file_recording", "reviews"];
      if (name === "regrades[0].section") return "impact";
      if (name === "regrades[0].to") return "I";
      if (name === "overall.grade") return "RI";
      if (name === "overall.reason") return undefined;
      return sentence();
    });
    await person.follow("Check and submit");
    const [errors, queries] = [await person.summary(), await person.asked()];
    told(`the check shows ${errors.length} errors, ${queries.length} questions${queries.length ? `: ${queries.join(" | ")}` : ""}`);
    equal("errors at the check", errors.join(" | "), "");
    await person.press("Sign it off");
    equal("the page after signing it off", await person.heading(), "Signed off");
    const text = council.read(id, "moderation.yaml");
    demandGiven(text, given);
    expect("the regrade is a block of the list", /^regrades:\n(.*\n)*?\s*- section: impact\n\s+to: I\n\s+reason: \|/m.test(text), /regrades[\s\S]{0,300}/.exec(text)?.[0]);
    equal("a remark that is gone", allStand(remarks(blank), remarks(text)), undefined);
    equal("the auditor's file", council.read(id), audit);
    demandValid(council, id, LATER);
    expect("the grade that was changed is known", council.qaf(["show", id], { day: LATER }).said.includes("Inadequate"));
    await person.close();
    await sitting.end();
  },

  async "c: a worker's feedback, and the supervisor's comment"() {
    await demo;
    const id = "CF-26-0012";
    council.qaf(["log", id, "sent", "--date", "2026-11-10"], { day: LATER });
    const worker = await council.fill([id, "--step", "feedback"], { by: "Amara Ives", day: "2026-11-12" });
    const blank = council.read(id, "feedback.yaml");
    let person = await open(worker);
    await person.part("The worker's answers");
    const given = await person.answer(({ name, kind, held }) => {
      if (held.length > 0) return undefined;
      if (kind === "day") return "11/11/2026";
      return /q1$|q4$/.test(name) ? "yes" : sentence();
    });
    await person.press("Save and check this page");
    equal("what is wrong with the worker's answers", (await person.summary()).join(" | "), "");
    await person.close();
    await worker.end("SIGINT");
    const supervisor = await council.fill([id, "--step", "feedback"], { by: "Ann Brook", day: "2026-11-13" });
    person = await open(supervisor);
    await person.part("The supervisor's comment");
    given.push(...(await person.answer(({ kind, held }) => (held.length > 0 ? undefined : kind === "day" ? "13 November 2026" : sentence()))));
    await person.press("Save and go on");
    await person.follow("Check and submit");
    await person.press("The feedback is complete");
    equal("the page after it is complete", await person.heading(), "Given");
    const text = council.read(id, "feedback.yaml");
    demandGiven(text, given);
    expect("the day of the feedback stands there", /^date: 2026-11-13$/m.test(text), /^date.*/m.exec(text)?.[0]);
    equal("a remark that is gone", allStand(remarks(blank), remarks(text)), undefined);
    demandValid(council, id, LATER);
    await person.close();
    await supervisor.end();
  },

  async "d: an observation of practice"() {
    const id = store.make("observed-practice", "Ann Brook", ["--worker", "Kit Adams"], MADE);
    await whole(id, "Ann Brook", ({ name, ...asked }) => {
      if (name === "header.setting") return ["Home visit"];
      if (/family_feedback\[\d+\]\.from|consent\[\d+\]\.from/.test(name)) return name.includes("[0]") || name.includes("[1]") ? "The mother" : undefined;
      return sensible({ name, ...asked });
    });
  },

  async "e: an audit of an IRO"() {
    const more = ["--worker", "Ruth Vane", "--child", "00481600", "--selected-by", "Priya Nand", "--selection", "manager", "--reason", "A review to be looked at"];
    const id = store.make("iro-cp-chair", "Priya Nand", more, MADE);
    await whole(id, "Priya Nand", (asked) => {
      if (asked.name === "header.basis") return ["Audit on files"];
      // Who is asked for by name and was not there is left out; no sixth is added.
      if (/family_feedback\[5\]/.test(asked.name)) return undefined;
      return sensible(asked);
    });
  },

  async "f: two windows on one audit"() {
    const id = childCase();
    const one = await store.fill([id], { by: "Lena Fox", day: DAY });
    const other = await store.fill([id], { by: "Lena Fox", day: DAY });
    // Two windows of one program, and a third of another.
    const [first, second, third] = [await open(one), await open(one), await open(other)];
    for (const person of [first, second, third]) await person.part("Overall grade");
    await first.choose("overall.grade", "G");
    await second.type("overall.reasons", "Written in the second window.");
    await third.go("/1/p/15");
    await third.type("improvement", "Written in the third window.");
    await Promise.all([first, second, third].map((person) => until("each window is saved", async () => /^Saved \d\d:\d\d/.test(await person.saved()))));
    let text = store.read(id);
    expect("all three answers stand", /grade: G$/m.test(text) && text.includes("Written in the second window.") && text.includes("Written in the third window."), text.slice(-2500));

    // The same answer in two windows: each way to settle it.
    for (const [keep, label] of [["mine", "Keep what you typed"], ["theirs", "Keep what stands in the file"], ["both", "Keep both"]]) {
      await first.go("/1/p/14");
      await second.go("/1/p/14");
      await first.type("overall.reasons", `First, ${keep}.`, { clear: true });
      await first.press("Save and check this page");
      await second.type("overall.reasons", `Second, ${keep}.`, { clear: true });
      if (keep === "both") await until("the second window says that both changed it", async () => /Somebody else has changed an answer/.test(await second.saved()));
      equal(`what stands while it is not settled (${keep})`, store.read(id).includes(`First, ${keep}.`), true);
      await second.press("Save and go on");
      const said = await second.text();
      expect("both answers are shown", said.includes(`First, ${keep}.`) && (await second.held("overall.reasons")) === `Second, ${keep}.`, said);
      expect("the summary has the focus", await second.tab.evaluate(() => document.activeElement.id === "summary"));
      expect(`there is a choice like "${label}"`, new RegExp(keep === "both" ? "both" : keep === "mine" ? "typed" : "file", "i").test(said), said);
      const choice = await second.tab.$(`input[name="keep:overall.reasons"][value^="${keep} "]`);
      await choice.click();
      await second.press("Save and go on");
      text = store.read(id);
      const has = { first: text.includes(`First, ${keep}.`), second: text.includes(`Second, ${keep}.`) };
      equal(`what stands after "keep ${keep}"`, JSON.stringify(has), JSON.stringify({ first: keep !== "mine", second: keep !== "theirs" }));
    }
    for (const person of [first, second, third]) await person.close();
    await one.end();
    await other.end();
  },

  async "g: the file saved in Notepad while the page is open"() {
    const id = childCase();
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    await person.part("Overall grade");
    const edited = inNotepad(store.read(id).replace("type_of_audit:", "type_of_audit: Thematic"));
    store.write(id, edited);
    await person.type("overall.reasons", "Typed on the page\nin two lines.");
    await person.press("Save and go on");
    let text = store.read(id);
    equal("the file", text, edited.replace(/(overall:[\s\S]*?reasons: \|\r\n)[ ]*\r\n/, "$1    Typed on the page\r\n    in two lines.\r\n"));
    equal("line ends that are no longer as Notepad wrote them", (text.match(/(?<!\r)\n/g) ?? []).length, 0);

    // And the same answer.
    await person.go("/1/p/14");
    await person.type("overall.reasons", " And a third.");
    store.write(id, text.replace("in two lines.", "in two lines, and more."));
    await person.press("Save and go on");
    expect("both texts are shown", (await person.text()).includes("in two lines, and more."), await person.text());
    equal("what was typed", (await person.held("overall.reasons")).replace(/\r/g, ""), "Typed on the page\nin two lines. And a third.");
    await (await person.tab.$('input[name="keep:overall.reasons"][value^="both "]')).click();
    await person.press("Save and go on");
    text = store.read(id);
    expect("both stand", text.includes("in two lines, and more.") && text.includes("in two lines. And a third."), text.slice(-2500));
    await person.close();
    await sitting.end();
  },

  async "h: the program killed in mid-typing"() {
    const id = childCase();
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    await person.part("Improvement");
    const typed = [];
    await (await person.box("improvement")).focus();
    const letters = "The plan names what is to change for the child and by when, and who sees to it; the review of it is late. ".repeat(3);
    let dead = 0;
    // Without a pause, for eight seconds; in the sixth the program is killed.
    const start = Date.now();
    for (const letter of letters) {
      if (!dead && Date.now() - start > 6000) {
        dead = Date.now();
        await sitting.end("SIGKILL");
      }
      if (dead && Date.now() - dead > 1500) break;
      await person.tab.keyboard.type(letter);
      typed.push({ letter, at: Date.now() });
      await pause(30);
    }
    const stands = /improvement: \|\n((?:  .*\n)+)/.exec(store.read(id))?.[1].replace(/^ {2}/gm, "").trim() ?? "";
    const all = typed.map(({ letter }) => letter).join("");
    expect("what stands is the beginning of what was typed", all.startsWith(stands) && stands.length > 0, stands);
    const first = typed[stands.length]?.at ?? dead;
    const lost = dead - first;
    told(`${(lost / 1000).toFixed(1)} seconds of typing were not in the file yet`);
    expect("at most three seconds of typing are lost", lost <= 3000, `${lost} ms`);
    await until("the page says that it is not saved", async () => (await person.saved()).startsWith("Not saved"));
    equal("what stands in the box", await person.held("improvement"), all);
    // A button that would lead away stays on the page.
    await (await person.tab.$('button[value="go"]')).click();
    await pause(700);
    expect("the page is still there", await person.box("improvement"), person.tab.url());
    equal("what stands in the box after a button was pressed", await person.held("improvement"), all);
    const file = await person.download("#rescue", join(folder, "rescued"));
    const again = await store.fill([id], { by: "Lena Fox", day: DAY });
    await again.end();
    store.qaf(["fill", id, "--step", "audit", "--from", file], { by: "Lena Fox", day: DAY });
    expect("the answers are taken in", store.read(id).includes(`improvement: |\n  ${all.trim()}\n`), store.read(id).slice(-1500));
    await person.close();
  },

  async "i: without script"() {
    const id = answered();
    store.write(id, store.read(id).replace(/^  grade: G\n/m, "  grade:\n").replace(/^(overall:\n(?:.*\n)*?\s*)grade: G$/m, "$1grade:"));
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting, { script: false });
    await person.follow("Overall grade");
    await person.press("Save and check this page");
    expect("what is missing is listed", (await person.summary()).some((line) => /overall grade/i.test(line)), await person.text());
    await person.choose("overall.grade", "G");
    await person.press("Save and check this page");
    equal("what is wrong after that", (await person.summary()).join(" | "), "");
    await person.type("overall.reasons", " Added without script.");
    await person.press("Save and go on");
    await person.go("/1/check");
    equal("errors", (await person.summary()).join(" | "), "");
    await person.press("Submit the audit");
    equal("the page after submitting", await person.heading(), "Submitted");
    expect("it stands in the file", /Added without script\./.test(store.read(id)) && store.read(id).includes(`submitted: ${DAY}`));
    demandValid(store, id, DAY);
    await person.close();
    await sitting.end();
  },

  async "j: by the keyboard alone"() {
    const id = childCase();
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    const { tab } = person;
    const keys = tab.keyboard;
    const at = () => tab.evaluate(() => {
      const node = document.activeElement;
      const style = getComputedStyle(node);
      return { words: node.innerText?.trim() ?? "", name: node.name ?? "", value: node.value ?? "", seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
    });
    const tabTo = async (what, is) => {
      for (let count = 0; count < 120; count += 1) {
        await keys.press("Tab");
        const here = await at();
        expect(`the focus is seen on ${JSON.stringify(here)}`, here.seen || here.words === "");
        if (is(here)) return;
      }
      throw new Error(`${what} is not reached with Tab`);
    };
    const enter = () => Promise.all([tab.waitForNavigation({ waitUntil: "load" }), keys.press("Enter")]);
    await keys.press("Tab");
    equal("the first thing that Tab reaches", (await at()).words, "Skip to the page");
    await tabTo("Overall grade", ({ words }) => words === "Overall grade");
    await enter();
    await tabTo("the grade", ({ name }) => name === "a:overall.grade");
    await keys.press("Space");
    await keys.press("ArrowDown");
    await tabTo("the reasons", ({ name }) => name === "a:overall.reasons");
    await keys.type("By the keyboard alone.");
    await tabTo("whether it is done", ({ name }) => name === "done");
    await keys.press("ArrowDown");
    await tabTo("the button", ({ words }) => words === "Save and go on");
    await enter();
    const text = store.read(id);
    expect("grade and reasons stand in the file", /overall:[\s\S]*?grade: G\n[\s\S]*?By the keyboard alone\./.test(text), text.slice(-2500));
    // Where something is wrong, the summary has the focus, and its first link leads into the box.
    await person.go("/1/p/1");
    await tabTo("the check", ({ words }) => words === "Save and check this page");
    await enter();
    expect("the summary has the focus", await tab.evaluate(() => document.activeElement.id === "summary"));
    await tabTo("the first error", ({ words }) => /\w/.test(words));
    await keys.press("Enter");
    await pause(200);
    expect("an error leads into its box", (await at()).name.startsWith("a:"), JSON.stringify(await at()));
    await person.go("/1/check");
    await tabTo("the first error", ({ words }) => /\w/.test(words));
    await enter();
    await until("an error leads into its box on another page", async () => (await at()).name.startsWith("a:"));
    await person.close();
    await sitting.end();
  },

  async "k: the page as a file, and the answers that come back"() {
    const id = childCase();
    const page = join(folder, "form.html");
    store.qaf(["fill", id, "--page", page], { by: "Lena Fox", day: DAY });
    let person = await offline(page);
    const all = await person.questions();
    await person.choose("header.status", "CiC");
    await person.type("date_of_audit", "14.10.2026");
    await person.choose("overall.grade", "RI");
    await person.type("overall.reasons", "Sent back by mail: \"quoted\", # and\n\n- a line of its own");
    await person.type("actions[0].action", "Write the plan anew");
    const file = await person.download("#answers-file", join(folder, "sent"));
    expect("it says what to do with the file", (await person.saved()).startsWith("Saved as a file"), await person.saved());
    await person.close();
    told(`${all.length} questions on one page, ${Math.round(statSync(page).size / 1024)} KB; the answers are ${Math.round(statSync(file).size / 1024)} KB`);
    const before = store.read(id);
    const take = (path, status, more = []) => store.qaf(["fill", id, "--step", "audit", "--from", path, ...more], { by: "Lena Fox", day: DAY, status });

    // What is refused, with nothing written.
    const other = childCase();
    const refused = { [`${id} for another audit`]: store.qaf(["fill", other, "--from", file], { by: "Lena Fox", day: DAY, status: 2 }).said };
    const sent = readFileSync(file, "utf8");
    const spoiled = (name, text) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, text);
      refused[name] = take(path, 2).said;
    };
    spoiled("cut off", sent.slice(0, sent.length / 2));
    spoiled("no answers at all", "Dear Lena, please find attached");
    spoiled("an answer to what is not asked", sent.replace('"overall.reasons": [', '"overall.because": ['));
    spoiled("edited by hand", sent.replace('"answers":', '"answers"'));
    spoiled("another file of the audit", sent.replace('"file": "audit.yaml"', '"file": "moderation.yaml"'));
    for (const [name, said] of Object.entries(refused)) {
      expect(`${name}: a sentence says that nothing was written`, /^Error: .*[Nn]othing was written/s.test(said) && !/panicked|serde|expected/.test(said), said);
    }
    equal("the file after what was refused", store.read(id), before);

    take(file, 0);
    const text = store.read(id);
    for (const line of ["date_of_audit: 2026-10-14", "status: [CiC]", "grade: RI", '    Sent back by mail: "quoted", # and\n\n    - a line of its own', "Write the plan anew"]) {
      expect(`"${line}" stands in the file`, text.includes(line), text.slice(-3000));
    }
    const twice = take(file, 0).said;
    expect("twice: it says that it stands already", /nothing was written/.test(twice), twice);
    equal("the file after the answers came twice", store.read(id), text);

    // A part alone.
    const part = join(folder, "family.html");
    store.qaf(["fill", id, "--page", part, "--part", "What the family said"], { by: "Lena Fox", day: DAY });
    person = await offline(part);
    const asked = await person.questions();
    expect("only that part is asked", asked.every(({ name }) => name.startsWith("family_feedback")), asked.map(({ name }) => name).join(", "));
    await person.type("family_feedback[0].answers.q1", "She listens.");
    const family = await person.download("#answers-file", join(folder, "family"));
    await person.close();
    take(family, 0);
    expect("the family's answer stands", store.read(id).includes("She listens."));
    equal("all else is as it was", store.read(id).replace(/^ *She listens\.\n/m, "").includes("Write the plan anew"), true);

    // Both changed: it is asked which is to stand.
    store.write(id, store.read(id).replace("She listens.", "She listens well."));
    const said = take(family, 1).said;
    expect("both are told", said.includes("She listens.") && said.includes("She listens well.") && said.includes("--keep"), said);
    take(family, 0, ["--keep", "both"]);
    expect("both stand", /She listens well\.\n\n\s+She listens\./.test(store.read(id)), /q1[\s\S]{0,200}/.exec(store.read(id).split("family_feedback")[1])?.[0]);
  },

  async "l: a file that was broken by hand"() {
    const id = childCase();
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    const broken = store.read(id).replace("  type_of_audit:", "\ttype_of_audit: Thematic");
    store.write(id, broken);
    await person.go("/1");
    equal("the page", await person.heading(), "This file has to be put right first");
    equal("what stands meanwhile", store.read(id), broken);
    const [goes, comes] = await person.tab.evaluate(() => [".goes code", ".comes code"].map((line) => document.querySelector(line).textContent));
    equal("the line that is to be put right, and as what", `${goes}|${comes}`, " type_of_audit: Thematic|  type_of_audit: Thematic");
    await person.press("Put it right so");
    equal("the page after that", await person.heading(), "The audit");
    await person.part("Overall grade");
    await person.choose("overall.grade", "G");
    await person.press("Save and go on");
    const text = store.read(id);
    expect("it is put right, and goes on", /^ {2}type_of_audit: Thematic$/m.test(text) && /^ {2}grade: G$/m.test(text), text.slice(1500, 2500));
    // Where it can't be put right for certain, it is said and nothing is written.
    const worse = text.replace("type_of_audit: Thematic", 'type_of_audit: "Thematic');
    store.write(id, worse);
    await person.go("/1");
    equal("the page", await person.heading(), "This file has to be put right first");
    equal("what stands", store.read(id), worse);
    await person.close();
    await sitting.end();
  },

  async "m: a question that is answered with a reason"() {
    const id = answered();
    store.write(id, store.read(id).replace(/desktop_review: .*/, "desktop_review:"));
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    await person.follow("Check and submit");
    const before = await person.asked();
    expect("it asks about the review at the desk", before.some((query) => /reviewed at the desk/.test(query)), before.join(" | "));
    const name = await person.tab.$eval(".query textarea", (box) => box.name);
    const [asked] = before;
    await (await person.tab.$(`textarea[name="${name}"]`)).click();
    await person.tab.keyboard.type("It was reviewed on the screen: # not at the desk.");
    await person.press("Save");
    const after = await person.asked();
    expect("the question is gone", !after.includes(asked), after.join(" | "));
    const text = store.read(id);
    expect("the reason stands in the file", new RegExp(`explained:\\n\\s*- query: ${name.slice("because:".length)}\\n\\s*reason: [^]*It was reviewed on the screen: # not at the desk\\.`).test(text), text.slice(-500));
    demandValid(store, id, DAY);
    // A reason that is typed and left by a link is kept too.
    store.write(id, text.replace(/dashboard_reviewed: .*/, "dashboard_reviewed:").replace(/session_notes: \|\n.*\n/, "session_notes: |\n\n"));
    await person.go("/1/check");
    const box = await person.tab.$(".query textarea");
    if (box) {
      await box.click();
      await person.tab.keyboard.type("Left by a link.");
      await person.follow("All the parts of this form");
      await until("the reason is kept", () => store.read(id).includes("Left by a link."));
    }
    await person.close();
    await sitting.end();
  },

  async "n: a list of actions"() {
    const id = childCase();
    const blank = store.read(id);
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    await person.part("Actions");
    const add = async (at, action, by, button = "Save and check this page") => {
      await person.type(`actions[${at}].action`, action);
      await person.type(`actions[${at}].owner`, "Callum Rook");
      await person.type(`actions[${at}].by`, by);
      await person.tab.keyboard.press("Enter");
      await person.press(button);
    };
    await add(0, "Update the chronology", "16/11/2026");
    expect("it is shown anew with what is missing", (await person.heading()) === "Actions");
    await add(1, "Hold the review\n\nwith the school", "20 November 2026");
    await add(2, "Write to the GP", "2026-11-23", "Save and add another");
    await until("there is room for another, and it has the focus", () => person.tab.evaluate(() => document.activeElement.name === "a:actions[3].action"));
    let text = store.read(id);
    equal("three actions stand", (text.match(/^\s*- action: \|/gm) ?? []).length, 3);
    for (const part of ["action", "owner", "by"]) await person.type(`actions[1].${part}`, "", { clear: true });
    await person.press("Save and check this page");
    text = store.read(id);
    equal("two are left", (text.match(/^\s*- action: \|/gm) ?? []).length, 2);
    expect("the one in the middle is gone, the others stand", !text.includes("with the school") && text.includes("Update the chronology") && text.includes("Write to the GP") && text.includes("by: 2026-11-23"), text.slice(-2500));
    equal("the second on the page", await person.held("actions[1].action"), "Write to the GP");
    // While it is saved by itself, too, and without the page losing the place.
    await person.type("actions[2].action", "Ring the family");
    await until("it is saved by itself", () => store.read(id).includes("Ring the family"));
    await person.type("actions[2].owner", "Lena Fox");
    await until("what is added to it is the same action", () => /Ring the family\n\s*owner: Lena Fox/.test(store.read(id)));
    equal("three actions stand again", (store.read(id).match(/^\s*- action: \|/gm) ?? []).length, 3);
    equal("a remark that is gone", allStand(remarks(blank), remarks(store.read(id))), undefined);
    await person.close();
    await sitting.end();
  },

  async "o: a folder that can't be written to"() {
    if (typeof process.getuid !== "function") return told("not tried: this system knows no such folders");
    const id = childCase();
    const place = store.folder(id);
    const isRoot = process.getuid() === 0;
    // Root may write everywhere, so there the program runs as nobody.
    const nobody = isRoot ? 65534 : undefined;
    const locked = new Store(join(folder, "locked"));
    cpSync(store.root, locked.root, { recursive: true });
    chmodSync(folder, 0o755);
    const each = (path, then) => {
      if (statSync(path).isDirectory()) for (const name of readdirSync(path)) each(join(path, name), then);
      then(path);
    };
    if (isRoot) each(locked.root, (path) => chownSync(path, nobody, nobody));
    let sitting;
    try {
      sitting = await locked.fill([id], { by: "Lena Fox", day: DAY, uid: nobody });
    } catch (error) {
      return told(`not tried: the program can't be run as another user here (${error.message.split("\n")[0]})`);
    }
    const person = await open(sitting);
    await person.part("Improvement");
    chmodSync(locked.folder(id), 0o555);
    try {
      await person.type("improvement", "What can't be saved.");
      await until("the page says so by itself", async () => (await person.saved()).startsWith("Not saved"));
      told(`it says: ${await person.saved()}`);
      await person.press("Save and go on");
      const [said] = await person.summary();
      expect("the page says why", said && /Not saved/.test(await person.text()), await person.text());
      equal("the text is still on the page", await person.held("improvement"), "What can't be saved.");
      expect("nothing was written", !locked.read(id).includes("What can't be saved."));
      chmodSync(locked.folder(id), 0o755);
      await person.press("Save and go on");
      expect("once it can be, it is", locked.read(id).includes("What can't be saved."));
    } finally {
      chmodSync(locked.folder(id), 0o755);
    }
    void place;
    await person.close();
    await sitting.end();
  },

  async "p: hostile text in every kind of box"() {
    const id = childCase();
    const blank = store.read(id);
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    const line = "'\"#: - [x]{y}, & *z %w @v `u`, | > \\n \u202e\u05d0\u05d1\u202c \u200f~ null";
    const texts = {
      3: ["sections.file_recording.items.q1.comments", "---\n\tindented\n  # no remark\n...\n\"quoted\" 'twice'\n- one\n- two: three\nkey: |\n  more\n%TAG ! x"],
      4: ["sections.assessment_mapping.questions.q1.strengths", `\u202e\u05e9\u05dc\u05d5\u05dd\u202c ${"\u{1f9d2}\u200d\u{1f9d2} ".repeat(3)}<script>alert(1)</script> &amp; {{ x }} \u00a0\u2028.`],
      5: ["sections.childs_plan.questions.q1.strengths", `${"A long text with a # in it: it goes on. ".repeat(25)}\n\n`.repeat(100).trim()],
      6: ["sections.purposeful_interventions.questions.q1.strengths", "no"],
      7: ["sections.reviews.questions.q1.strengths", "0012\n~\nyes: no"],
    };
    const short = {
      12: [["professionals[0].role", line]],
      16: [["actions[0].owner", "# nobody"], ["actions[0].by", "next week: #2"], ["actions[0].action", "- x\n---\n y\n\tz"]],
      1: [["header.number_social_workers", "'2' # or 3"], ["date_of_audit", "the 14th: \"perhaps\""]],
      18: [["themes", "a: b, #c, - d, 'e'"]],
    };
    const all = [...Object.entries(texts).map(([page, one]) => [page, [one]]), ...Object.entries(short)];
    // The long one comes last, as it makes every page after it slow.
    for (const some of [all.filter(([page]) => page !== "5"), all.filter(([page]) => page === "5")]) {
      for (const [page, boxes] of some) {
        await person.go(`/1/p/${page}`);
        for (const [name, text] of boxes) await person.type(name, text);
        await person.press("Save and go on");
      }
      for (const [page, boxes] of some) {
        await person.go(`/1/p/${page}`);
        for (const [name, text] of boxes) equal(`${name} comes back`, await person.held(name), text);
      }
    }
    expect("the short ones still stand beside the long one", store.read(id).includes("שלום"), "");
    equal("a remark that is gone", allStand(remarks(blank), remarks(store.read(id))), undefined);
    await person.go("/1/check");
    equal("scripts that ran", person.faults.join(), "");
    expect("the file can still be read", (await person.heading()) === "Check your answers", await person.text());
    await person.close();
    await sitting.end();
  },

  async "r: a person's desk"() {
    await demo;
    // A manager: what is late and what is coming, each with its day; what is done elsewhere can't be opened.
    const desk = await council.fill([], { by: "Maria Dunn", day: LATER });
    const person = await open(desk);
    equal("the page", await person.heading(), "What waits for Maria Dunn");
    const groups = await person.tab.$$eval("h2", (titles) => titles.map((title) => title.textContent));
    equal("what is late stands first", groups[0], "Late");
    const items = () => person.tab.$$eval(".tasks li", (all) => all.map((one) => ({ says: one.innerText, opens: one.querySelector("button")?.innerText })));
    const listed = await items();
    const own = listed.find(({ says }) => says.includes("CF-26-0016"));
    expect("her own audit, by when, and how far it is", /Audit and submit[\s\S]*Child case audit[\s\S]*19 Oct 2026[\s\S]*working days late[\s\S]*\d+ of \d+ questions answered/.test(own?.says), own?.says);
    const action = listed.find(({ says }) => says.includes("CF-26-0005"));
    expect("an action is told and is no page", action && action.opens === undefined, JSON.stringify(action));
    expect("nobody else's is there", listed.every(({ says }) => !says.includes("CF-26-0018")), JSON.stringify(listed));
    // By the keyboard: the first button opens, and what is typed stands in the file.
    const before = council.read("CF-26-0016");
    await person.tab.evaluate(() => [...document.querySelectorAll("button")].find((button) => button.innerText.includes("CF-26-0016")).focus());
    await Promise.all([person.tab.waitForNavigation({ waitUntil: "load" }), person.tab.keyboard.press("Enter")]);
    equal("the page of the audit", await person.heading(), "The audit");
    await person.part("Improvement");
    await person.type("improvement", "Opened from the desk.");
    await person.press("Save and go on");
    expect("what is typed stands in the file", !before.includes("Opened from the desk.") && council.read("CF-26-0016").includes("Opened from the desk."));
    // Back at the desk, and open again: the same sitting.
    await person.go("/1");
    await person.follow("What waits for you");
    equal("back at the desk", await person.heading(), "What waits for Maria Dunn");
    await person.press("Finish");
    await desk.over;
    await person.close();

    // A moderator and a service manager have theirs; somebody for whom nothing waits is told so.
    for (const [by, says] of [["Robin Hale", "CF-26-0015: Moderate"], ["Colin Peake", "Nothing waits for you."]]) {
      const sitting = await council.fill([], { by, day: LATER });
      const other = await open(sitting);
      expect(`${by} reads "${says}"`, (await other.text()).includes(says), await other.text());
      await other.close();
      await sitting.end();
    }
    // Whoever opens another's form is told whose it is; who opens their own is not.
    for (const [by, is] of [["Ann Brook", true], ["Maria Dunn", false]]) {
      const sitting = await council.fill(["CF-26-0016"], { by, day: LATER });
      const other = await open(sitting);
      equal(`${by} is told that the form is Maria Dunn's`, (await other.text()).includes("This is for Maria Dunn to fill in."), is);
      await other.close();
      await sitting.end();
    }
    const nobody = council.qaf(["fill", "--no-browser"], { by: "Nobody Known", day: LATER, status: 2 }).said;
    expect("somebody whom people.csv has not is told what to do", nobody.includes("--by NAME"), nobody);
  },

  async "s: a whole audit by what is heard and the keyboard alone"() {
    const more = ["--worker", "Fay Rudd", "--child", "00481700", "--selected-by", "Priya Nand", "--selection", "manager", "--reason", "A referral to be looked at"];
    const id = store.make("lado", "Priya Nand", more, MADE);
    const sitting = await store.fill([id], { by: "Priya Nand", day: DAY });
    const person = await open(sitting);
    const { tab } = person;
    const client = await tab.createCDPSession();
    /** What a screen reader says of what has the focus, with the names of the groups that it lies in. */
    const heard = async () => {
      const { result } = await client.send("Runtime.evaluate", { expression: "document.activeElement" });
      const { nodes } = await client.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: true });
      const [own, ...above] = nodes.filter((node) => !node.ignored);
      const groups = above.filter((node) => ["group", "radiogroup"].includes(node.role?.value)).map((node) => node.name?.value ?? "");
      return { role: own?.role?.value ?? "", name: own?.name?.value ?? "", groups: groups.filter(Boolean).join(" / ") };
    };
    const box = () => tab.evaluate(() => ({ name: document.activeElement.name ?? "", value: document.activeElement.value ?? "", type: document.activeElement.type ?? "" }));
    const keys = tab.keyboard;
    const lost = [];
    const visit = async (say) => {
      const questions = new Map((await person.questions()).map((asked) => [`a:${asked.name}`, asked]));
      const told = new Map();
      for (let count = 0; count < 200; count += 1) {
        await keys.press("Tab");
        const [here, at] = [await heard(), await box()];
        if (here.name === "" && here.role !== "RootWebArea") lost.push(`${await person.heading()}: a ${here.role} without a name`);
        const asked = questions.get(at.name);
        if (asked) {
          const said = `${here.groups}: ${["radio", "checkbox"].includes(at.type) ? "" : here.name}`;
          if ((told.get(said) ?? at.name) !== at.name) lost.push(`${await person.heading()}: "${said}" is heard of two questions`);
          told.set(said, at.name);
          const answer = [say(asked) ?? []].flat();
          if (answer.length === 0) continue;
          if (at.type === "radio") {
            await keys.press("Space");
            for (let turn = 0; turn < 20 && (await box()).value !== answer[0]; turn += 1) await keys.press("ArrowDown");
          } else if (at.type === "checkbox") {
            if (answer.includes(at.value)) await keys.press("Space");
          } else if (at.type.startsWith("select")) {
            await keys.press("ArrowDown");
          } else {
            await keys.sendCharacter(answer[0]);
          }
        } else if (here.role === "button" && here.name === "Save and go on") {
          await Promise.all([tab.waitForNavigation({ waitUntil: "load" }), keys.press("Enter")]);
          return;
        }
      }
      throw new Error(`"Save and go on" is not reached with Tab on ${await person.heading()}`);
    };
    const follow = async (words) => {
      for (let count = 0; count < 150; count += 1) {
        await keys.press("Tab");
        if ((await heard()).name !== words) continue;
        await Promise.all([tab.waitForNavigation({ waitUntil: "load" }), keys.press("Enter")]);
        return;
      }
      throw new Error(`"${words}" is not reached with Tab on ${await person.heading()}`);
    };
    const parts = await tab.$$eval(".tasks a", (links) => links.map((link) => link.textContent));
    await follow(parts[0]);
    for (const part of parts) {
      equal("the part that is shown", await person.heading(), part);
      await visit((asked) => (/initials/.test(asked.name + asked.label) ? "C.R." : sensible(asked)));
    }
    equal("where somebody who hears the page is lost", [...new Set(lost)].join(" | "), "");
    await follow("Check and submit");
    equal("errors at the check", (await person.summary()).join(" | "), "");
    await follow("Submit the audit");
    equal("the page after submitting", await person.heading(), "Submitted");
    expect("it says that it is read only now, and how to end", /read only now[\s\S]*Finish/.test(await person.text()), await person.text());
    demandValid(store, id, DAY);
    await sitting.end();

    // A part with many boxes of one name: it is heard to what each belongs.
    const child = await store.fill([childCase()], { by: "Lena Fox", day: DAY });
    await tab.goto(child.address, { waitUntil: "load" });
    for (const part of [3, 4]) {
      await tab.goto(`${child.origin}/1/p/${part}`, { waitUntil: "load" });
      await visit(sensible);
    }
    equal("where somebody who hears a part with many boxes is lost", [...new Set(lost)].join(" | "), "");
    await person.close();
    await child.end();
  },

  async "q: every screen, as everybody has it"() {
    await demo;
    const faults = [];
    const screens = [[320, "light", true], [1280, "light", false], [768, "dark", true]];
    const look = async (person, name, all = true) => {
      const { tab } = person;
      for (const [width, scheme, axe] of all ? screens : screens.slice(0, 2)) {
        await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await tab.setViewport({ width, height: 900 });
        const found = [...(axe ? await axeFaults(tab) : []), ...(await tab.evaluate(layoutFaults))];
        if (scheme === "light") found.push(...(await tab.evaluate(smallTargets)));
        faults.push(...found.map((fault) => `${name} at ${width} px, ${scheme}: ${fault}`));
      }
      faults.push(...(await tab.evaluate(jargon)).map((fault) => `${name}: ${fault}`));
    };
    // A child case that is partly filled in, with something wrong on it.
    const id = answered();
    store.write(id, store.read(id).replace(/date_of_audit: .*/, "date_of_audit:").replace(/family_contacted: .*/, "family_contacted:").replace(/^(overall:\n(?:.*\n)*?\s*)grade: G$/m, "$1grade:"));
    const sitting = await store.fill([id], { by: "Lena Fox", day: DAY });
    const person = await open(sitting);
    await look(person, "the parts");
    const count = await person.tab.$$eval(".tasks a", (links) => links.length);
    for (let page = 1; page <= count; page += 1) {
      await person.go(`/1/p/${page}`);
      if (page === 4) await person.tab.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
      // Parts are alike: in the dark, most show nothing that another does not.
      await look(person, `part ${page}`, [1, 3, 4, 11, 16].includes(page));
    }
    await person.go("/1/p/1");
    await person.press("Save and check this page");
    expect("the summary has the focus", await person.tab.evaluate(() => document.activeElement.id === "summary"));
    await person.tab.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
    await look(person, "a part that is checked");
    await person.go("/1/check");
    await person.tab.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
    await look(person, "the check");
    await person.go("/1/p/15");
    const stood = /improvement: \|\n {2}(.*)\n/.exec(store.read(id))[1];
    await person.type("improvement", " Mine.");
    store.write(id, store.read(id).replace(stood, `${stood} Theirs.`));
    await person.press("Save and go on");
    await look(person, "two answers");
    const good = store.read(id);
    store.write(id, good.replace("  type_of_audit:", "\ttype_of_audit:"));
    await person.go("/1");
    await look(person, "the repair");
    store.write(id, good);
    await person.go("/1/p/99");
    await look(person, "nothing here");
    await person.go("/1");
    await person.press("Finish for now");
    await look(person, "the end");
    await sitting.over;
    await person.close();

    const desk = await council.fill([], { by: "Robin Hale", day: LATER });
    const manager = await open(desk);
    await look(manager, "the desk");
    await manager.close();
    await desk.end();
    const done = await council.fill(["CF-26-0013", "--step", "audit"], { by: "Isaac Wynn", day: LATER });
    const auditor = await open(done);
    await auditor.go("/1/check");
    await look(auditor, "what is handed in");
    await auditor.go("/1/p/3");
    await look(auditor, "a part that is handed in");
    await auditor.close();
    await done.end();
    const moderation = await council.fill(["CF-26-0013", "--step", "moderation"], { by: "Nadia Karim", day: LATER });
    const moderator = await open(moderation);
    for (const page of [1, 2]) {
      await moderator.go(`/1/p/${page}`);
      await look(moderator, `part ${page} of a moderation`);
    }
    await moderator.go("/1/check");
    await look(moderator, "the check of a moderation");
    await moderator.close();
    await moderation.end();

    const page = join(folder, "look.html");
    store.qaf(["fill", id, "--page", page], { by: "Lena Fox", day: DAY });
    const away = await offline(page);
    await look(away, "the page as a file", false);
    await away.close();
    const kinds = [...new Set(faults)];
    if (kinds.length > 0) throw new Error(`${kinds.length} faults on what is seen\n    ${kinds.slice(0, 60).join("\n    ")}`);
  },
};

/** What is too small to be hit by a finger or an unsteady hand, but for links in a line of text. It runs in the page. */
function smallTargets() {
  const found = [];
  for (const node of document.querySelectorAll("a, button, input, select, textarea, summary")) {
    if (!node.checkVisibility() || node.type === "hidden" || node.closest(".skip")) continue;
    const box = node.getBoundingClientRect();
    const inLine = node.tagName === "A" && getComputedStyle(node).display === "inline";
    // A box with its label is hit where the label is.
    const label = node.labels?.[0]?.getBoundingClientRect();
    const [wide, high] = [Math.max(box.width, label?.width ?? 0), Math.max(box.height, label?.height ?? 0)];
    const alone = inLine && node.parentElement.innerText.trim() === node.innerText.trim() && node.parentElement.getBoundingClientRect().height >= 24;
    if ((wide < 24 || high < 24) && !alone && !(inLine && node.closest("p, li, dd, .conflict"))) found.push(`too small to hit: ${node.tagName} "${(node.innerText || node.name).slice(0, 40)}", ${wide.toFixed()} x ${high.toFixed()}`);
  }
  return found;
}

/** Words that are the program's and nobody else's. It runs in the page. */
function jargon() {
  const text = [document.querySelector("main").innerText.replace(/[\s\S]*\u0000/, "")].join();
  const shown = document.querySelector(".patch") ? "" : text;
  const odd = shown.match(/\b(?:sections|items|questions|overall|header)\.\w+|\bq\d\b|\bN\/A\b|\bcriteria\b|\bYAML\b|\w+\.yaml\b|\b[a-z]+_[a-z_]+\b|\bqaf \w+ [A-Z]{2}-?\d\d\S*|\bparent-carer-\d\b|\badult-mental-health\b|\bnull\b|\bundefined\b/g);
  return [...new Set(odd ?? [])].map((word) => `it says "${word}"`);
}

/** A page that was sent as a file, opened from the disk. */
async function offline(path) {
  const person = new Person();
  person.context = await browser.createBrowserContext();
  person.tab = await person.context.newPage();
  person.faults = [];
  person.tab.on("dialog", (dialog) => dialog.accept().catch(() => {}));
  person.tab.on("pageerror", (error) => person.faults.push(String(error)));
  person.tab.on("console", (message) => {
    if (message.type() === "error") person.faults.push(message.text());
  });
  person.tab.on("request", (request) => {
    if (!/^(file|blob):/.test(request.url())) person.faults.push(`it asks for ${request.url()}`);
  });
  const [from, to] = BROKEN[process.env.BREAK] ?? [];
  const styles = process.env.FILES;
  let page = readFileSync(path, "utf8");
  if (styles) {
    const own = readFileSync(join(styles, "fill/fill.js"), "utf8");
    page = page.replace(/<script>[^]*?<\/script>/, () => `<script>${own}</script>`).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  }
  writeFileSync(path, from ? page.replace(from, to) : page);
  await person.tab.goto(pathToFileURL(path).href, { waitUntil: "load" });
  return person;
}

/** A child case with every answer, not handed in yet. */
function answered() {
  const id = childCase();
  if (!left.answered) throw new Error("it rests on the whole child case of scenario a, which did not come so far");
  store.write(id, left.answered.replaceAll(left.answeredId, id));
  return id;
}

/** Fills in a whole form and hands it in. */
async function whole(id, by, say) {
  const blank = store.read(id);
  const sitting = await store.fill([id], { by, day: DAY });
  const person = await open(sitting);
  const given = await everyPart(person, say);
  await person.follow("Check and submit");
  const [errors, queries] = [await person.summary(), await person.asked()];
  told(`the check shows ${errors.length} errors, ${queries.length} questions${queries.length ? `: ${queries.join(" | ")}` : ""}`);
  equal("errors at the check", errors.join(" | "), "");
  await person.press("Submit the audit");
  equal("the page after submitting", await person.heading(), "Submitted");
  const text = store.read(id);
  demandGiven(text, given);
  equal("a remark that is gone", allStand(remarks(blank), remarks(text)), undefined);
  told(`${given.length} questions answered`);
  demandValid(store, id, DAY);
  await person.close();
  await sitting.end();
}

/** The council of the demonstration, made while the first scenarios run. */
function makeCouncil() {
  if (process.env.DEMO) {
    cpSync(process.env.DEMO, council.root, { recursive: true });
    return Promise.resolve();
  }
  return new Promise((done, fail) => {
    const child = spawn(QAF, ["--quiet", "demo", "--short", council.root], { stdio: "ignore" });
    making = child;
    child.on("close", (status) => (status === 0 ? done() : fail(new Error(`qaf demo ended with ${status}`))));
  });
}


async function main() {
  const asked = process.argv.slice(2);
  browser = await launch(puppeteer);
  store = new Store(join(folder, "store"));
  spawnSync(QAF, ["init", store.root, "--as-of", "2026-04-01"]);
  demo = makeCouncil();
  demo.catch(() => {});
  let bad = 0;
  const began = Date.now();
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (asked.length > 0 && !asked.some((part) => name.startsWith(part))) continue;
    const start = Date.now();
    try {
      await scenario();
      console.log(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      bad += 1;
      console.log(`FAILS ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n    ${error.message}`);
      if (process.env.STACK) console.log(error.stack);
    }
    await endAll();
  }
  await browser.close();
  making?.kill("SIGKILL");
  await demo.catch(() => {});
  if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
  console.log(`${((Date.now() - began) / 1000).toFixed(0)} seconds; ${bad} scenarios fail`);
  process.exit(bad > 0 ? 1 : 0);
}

await main();
