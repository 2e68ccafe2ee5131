// What a person does with `qaf fill`: starts it, opens its page in a browser, types and clicks; and what lies in the store
// afterwards.

import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const QAF = process.env.QAF ?? new URL("../../target/debug/qaf", import.meta.url).pathname;

/** Fails with what was expected and what was found. */
export function expect(what, is, found = "") {
  if (!is) throw new Error(`${what}${found === "" ? "" : `\n    found: ${String(found).slice(0, 600)}`}`);
}

export function equal(what, found, expected) {
  if (found === expected) return;
  let at = 0;
  while (found?.[at] !== undefined && found[at] === expected?.[at]) at += 1;
  const near = (text) => (typeof text === "string" ? JSON.stringify(text.slice(Math.max(0, at - 30), at + 90)) : String(text));
  throw new Error(`${what}\n    expected: ${near(expected)}\n    found:    ${near(found)}`);
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until something holds, at most so long. */
export async function until(what, holds, most = 6000) {
  const end = Date.now() + most;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${most / 1000} seconds`);
    await pause(50);
  }
}

export class Store {
  constructor(root) {
    this.root = root;
  }

  /** Runs qaf on the store; fails where it does. */
  qaf(args, { by = "Tom Ellery", day, status = 0 } = {}) {
    const all = [...args, "--store", this.root, "--by", by, ...(day ? ["--as-of", day] : [])];
    const ran = spawnSync(QAF, all, { encoding: "utf8" });
    if (status !== undefined && ran.status !== status) {
      throw new Error(`qaf ${args.join(" ")} ended with ${ran.status} instead of ${status}\n    ${ran.stdout}${ran.stderr}`);
    }
    return { ...ran, said: `${ran.stdout}${ran.stderr}` };
  }

  /** The folder of an audit. */
  folder(id) {
    const under = (folder) => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (!entry.isDirectory()) continue;
        const path = join(folder, entry.name);
        const found = entry.name === id ? path : under(path);
        if (found) return found;
      }
      return undefined;
    };
    return under(join(this.root, "audits"));
  }

  path(id, file = "audit.yaml") {
    return join(this.folder(id), file);
  }

  read(id, file) {
    return readFileSync(this.path(id, file), "utf8");
  }

  write(id, text, file) {
    writeFileSync(this.path(id, file), text);
  }

  /** A new audit; its id. */
  make(form, auditor, more, day) {
    const { stdout } = this.qaf(["new", form, "--auditor", auditor, ...more], { day });
    return /^([A-Z]{2}-\d\d-\d{4})/m.exec(stdout)[1];
  }

  /** Everything that stands in an audit, as `qaf show` tells it. */
  shown(id, day) {
    return this.qaf(["show", id, "--format", "json"], { day, status: undefined }).stdout;
  }

  /** What `qaf validate` finds. */
  findings(id, day) {
    const { stdout } = this.qaf(["validate", id, "--format", "json"], { day, status: undefined });
    return JSON.parse(stdout);
  }

  /** Starts `qaf fill`, and waits for its address. */
  async fill(args, { by, day, uid } = {}) {
    const all = ["fill", ...args, "--no-browser", "--store", this.root, "--by", by, "--as-of", day];
    const child = spawn(QAF, all, { stdio: ["ignore", "pipe", "pipe"], ...(uid ? { uid, gid: uid } : {}) });
    let said = "";
    child.stdout.on("data", (data) => { said += data; });
    child.stderr.on("data", (data) => { said += data; });
    const over = new Promise((done) => child.on("exit", done));
    const address = await until(`qaf fill ${args.join(" ")} prints its address`, () => {
      if (child.exitCode !== null) throw new Error(`qaf fill ${args.join(" ")} ended\n    ${said}`);
      return /http:\/\/127\.0\.0\.1:\d+\/\?key=\w+/.exec(said)?.[0];
    }, 20000);
    const sitting = { address, child, over, origin: new URL(address).origin };
    sitting.end = async (signal = "SIGKILL") => {
      child.kill(signal);
      await over;
    };
    running.add(sitting);
    over.then(() => running.delete(sitting));
    return sitting;
  }
}

const running = new Set();

/** Ends what is still running. */
export async function endAll() {
  await Promise.all([...running].map((sitting) => sitting.end()));
}

/** The remarks of a file, in their order: whole lines, and what stands behind an answer. */
export function remarks(text) {
  return text.split(/\r?\n/).flatMap((line) => /(?:^|\s)#.*$/.exec(line)?.[0].trim() ?? []);
}

/** Whether each of the first still stands among the second, in the same order. */
export function allStand(before, after) {
  let at = 0;
  for (const remark of before) {
    at = after.indexOf(remark, at);
    if (at < 0) return remark;
    at += 1;
  }
  return undefined;
}

/** A person at a browser, with cookies of their own. */
export class Person {
  static async at(browser, sitting, { script = true, before } = {}) {
    const person = new Person();
    person.context = await browser.createBrowserContext();
    person.tab = await person.context.newPage();
    person.faults = [];
    // A window that holds itself open is let go.
    person.tab.on("dialog", (dialog) => dialog.accept().catch(() => {}));
    person.tab.on("pageerror", (error) => person.faults.push(String(error)));
    person.tab.on("console", (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) person.faults.push(message.text());
    });
    await person.tab.setViewport({ width: 1024, height: 800 });
    await person.tab.setJavaScriptEnabled(script);
    if (before) await before(person.tab);
    person.origin = sitting.origin;
    await person.tab.goto(sitting.address, { waitUntil: "load" });
    await until("the first page opens", () => !person.tab.url().includes("key="));
    await person.loaded();
    return person;
  }

  async close() {
    await this.context.close();
    expect("the browser has nothing to complain of", this.faults.length === 0, this.faults.join("; "));
  }

  async loaded() {
    await this.tab.waitForFunction('document.readyState === "complete"').catch(() => {});
  }

  async go(path) {
    await this.tab.goto(`${this.origin}${path}`, { waitUntil: "load" });
  }

  async heading() {
    return this.tab.$eval("h1", (node) => node.textContent.trim());
  }

  async text() {
    return this.tab.$eval("main", (node) => node.innerText);
  }

  async saved() {
    return this.tab.$eval("#saved", (node) => node.textContent);
  }

  /** Opens a part of the form by its name in the list of parts. */
  async part(title) {
    if (!(await this.tab.$(".tasks"))) await this.go("/1");
    await this.follow(title);
  }

  /** Follows a link by its words. */
  async follow(words) {
    const link = await this.tab.evaluateHandle(
      (words) => [...document.querySelectorAll("a")].find((link) => link.textContent.trim() === words),
      words,
    );
    expect(`there is a link "${words}" on ${this.tab.url()}`, link.asElement(), await this.text());
    await Promise.all([this.tab.waitForNavigation({ waitUntil: "load" }), link.asElement().click()]);
  }

  /** Presses a button by its words, and waits for the page that comes. */
  async press(words) {
    const button = await this.tab.evaluateHandle(
      (words) => [...document.querySelectorAll("button")].find((button) => button.innerText.trim() === words),
      words,
    );
    expect(`there is a button "${words}" on ${this.tab.url()}`, button.asElement(), await this.text());
    await Promise.all([this.tab.waitForNavigation({ waitUntil: "load" }), button.asElement().click()]);
  }

  box(name) {
    return this.tab.$(`[name="a:${name}"]`);
  }

  async held(name) {
    return this.tab.$eval(`[name="a:${name}"]`, (box) => box.value);
  }

  /** Types into a box, letter by letter where it is short; a long text is pasted. */
  async type(name, text, { clear = false, delay = 0 } = {}) {
    const box = await this.box(name);
    expect(`there is a box ${name} on ${this.tab.url()}`, box);
    await box.focus();
    const keys = this.tab.keyboard;
    if (clear) {
      await keys.down("Control");
      await keys.press("KeyA");
      await keys.up("Control");
      await keys.press("Delete");
    } else {
      await keys.down("Control");
      await keys.press("End");
      await keys.up("Control");
    }
    if (delay || (text.length < 25 && !text.includes("\n"))) await keys.type(text, { delay });
    else await keys.sendCharacter(text);
  }

  /** Clicks the choice of a question by its value. */
  async choose(name, value) {
    const choice = await this.tab.$(`input[name="a:${name}"][value="${value}"]`);
    expect(`there is a choice ${value} of ${name} on ${this.tab.url()}`, choice);
    // A statement stands in a part that folds out.
    await choice.evaluate((node) => {
      const details = node.closest("details");
      if (details && !details.open) details.querySelector("summary").click();
    });
    await choice.click();
  }

  /** The questions of the page: name, kind, values. */
  questions() {
    return this.tab.evaluate(() => {
      const found = new Map();
      for (const box of document.querySelectorAll('[name^="a:"]')) {
        const name = box.name.slice(2);
        const kind = box.tagName === "INPUT" ? (box.type === "text" ? box.className || "line" : box.type) : box.tagName.toLowerCase();
        const hints = [...box.closest(".field").querySelectorAll(".hint")].map((hint) => hint.textContent).join(" ");
        const legend = box.closest("fieldset")?.querySelector("legend")?.textContent;
        const label = kind === "radio" || kind === "checkbox" ? legend : document.querySelector(`label[for="${CSS.escape(box.id)}"]`).textContent;
        const one = found.get(name) ?? { name, kind, label, hints, values: [], held: [] };
        if (kind === "radio" || kind === "checkbox") {
          one.values.push(box.value);
          if (box.checked) one.held.push(box.value);
        } else {
          if (kind === "select") one.values.push(...[...box.options].map((option) => option.value));
          if (box.value) one.held.push(box.value);
        }
        found.set(name, one);
      }
      return [...found.values()];
    });
  }

  /** Answers every question of the page that `say` has an answer for. */
  async answer(say) {
    const given = [];
    for (const asked of await this.questions()) {
      const answer = say(asked);
      if (answer === undefined) continue;
      const all = [answer].flat();
      if (asked.kind === "radio" || asked.kind === "checkbox") {
        for (const value of all) await this.choose(asked.name, value);
      } else if (asked.kind === "select") {
        await this.tab.select(`select[name="a:${asked.name}"]`, all[0]);
      } else {
        await this.type(asked.name, all[0]);
      }
      given.push({ ...asked, answer: all });
    }
    return given;
  }

  /** What a summary lists. */
  summary() {
    return this.tab.$$eval("#summary li", (items) => items.map((item) => item.textContent));
  }

  /** What is asked on the check page. */
  asked() {
    return this.tab.$$eval(".query .label", (items) => items.map((item) => item.textContent));
  }

  /** Presses something that saves a file, and reads it. */
  async download(selector, folder) {
    mkdirSync(folder, { recursive: true });
    const before = new Set(readdirSync(folder));
    const client = await this.tab.createCDPSession();
    await client.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: folder,
      ...(this.context?.id ? { browserContextId: this.context.id } : {}),
    });
    await this.tab.click(selector);
    const name = await until("the file of answers is saved", () =>
      readdirSync(folder).find((name) => !before.has(name) && !name.endsWith(".crdownload")),
    );
    await pause(100);
    return join(folder, name);
  }
}

export { copyFileSync, existsSync };
