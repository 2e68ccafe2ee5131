// Takes the pictures of README and tour of a page: node picture.mjs PAGE.html FOLDER

import { join, resolve } from "node:path";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { browserPath, launch } from "./browser.mjs";
import { endAll, Person, Store } from "./hands.mjs";

// Each picture: its name, the screen, light or dark, and from where on. Small screens are drawn finer.
const PICTURES = [
  { name: "quarterly", width: 960, height: 1080, scale: 1, scheme: "light", from: "h1" },
  { name: "quarterly-charts", width: 960, height: 1080, scale: 1, scheme: "light", from: "figure" },
  { name: "quarterly-phone-dark", width: 360, height: 780, scale: 1.5, scheme: "dark", from: "h1" },
];
const MOST = 200_000;

const [page, folder] = process.argv.slice(2);
if (!folder || browserPath() === undefined) {
  console.error("It takes a page, a folder, and a Chromium, which CHROMIUM may name.");
  process.exit(2);
}
const browser = await launch(puppeteer);
let tooLarge = false;
function weigh(path) {
  const size = statSync(path).size;
  console.log(`${path}: ${size} bytes`);
  tooLarge ||= size > MOST;
}
for (const { name, width, height, scale, scheme, from } of PICTURES) {
  const tab = await browser.newPage();
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.setViewport({ width, height, deviceScaleFactor: scale });
  await tab.goto(pathToFileURL(resolve(page)).href, { waitUntil: "load" });
  const top = await tab.evaluate((selector) => {
    const node = document.querySelector(selector);
    // The heading that it stands under is in the picture.
    const shown = node?.closest("section") ?? node;
    return node ? Math.max(0, shown.getBoundingClientRect().top - 24) : 0;
  }, from);
  const path = join(folder, `${name}.png`);
  const y = from === "h1" ? 0 : top;
  await tab.screenshot({ path, clip: { x: 0, y, width, height }, captureBeyondViewport: true });
  await tab.close();
  weigh(path);
}

// A part of a form, as it is filled in.
const made = mkdtempSync(join(tmpdir(), "qaf-"));
const store = new Store(join(made, "council"));
store.qaf(["--quiet", "demo", "--short", store.root]);
const sitting = await store.fill(["CF16"], { by: "Maria Dunn", day: "2026-10-12" });
const person = await Person.at(browser, sitting);
await person.tab.setViewport({ width: 960, height: 1080 });
await person.part("Assessment/Mapping");
const path = join(folder, "fill.png");
await person.tab.screenshot({ path, clip: { x: 0, y: 0, width: 960, height: 1080 } });
weigh(path);
await endAll();
rmSync(made, { recursive: true });
await browser.close();
if (tooLarge) {
  console.error(`A picture is larger than ${MOST} bytes.`);
  process.exit(1);
}
