// Opens pages in a browser as people do: on a small, a middling and a wide screen, light and dark, with words set apart,
// and on paper. It fails where axe finds what keeps people out, where the page is wider than the screen, where words lie
// on words or are cut or too small, where the page asks for anything else than itself, and where its own policy forbids
// its style.
//
//   npm ci --prefix tests/pages && node tests/pages/check.mjs PAGE.html ...
//
// CHROMIUM names the browser where it is not `chromium`.

import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { axeFaults } from "./axe.mjs";
import { browserPath, launch } from "./browser.mjs";
import { layoutFaults } from "./layout.mjs";

const WIDTHS = [320, 768, 1280];
// A4 less the page's margins of 16 mm, in CSS pixels: upright, and across.
const UPRIGHT = 673;
const ACROSS = 1001;

async function onScreen(tab, width, scheme) {
  await tab.emulateMediaType("screen");
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.setViewport({ width, height: 900 });
  const faults = await axeFaults(tab);
  return [...faults, ...(await tab.evaluate(layoutFaults))].map((fault) => `at ${width} px, ${scheme}: ${fault}`);
}

// With more room between lines, words and letters, as some readers set (WCAG 1.4.12), nothing may be lost.
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

async function spaced(tab, width) {
  await tab.setViewport({ width, height: 900 });
  await tab.evaluate((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
  }, SPACED);
  const faults = await tab.evaluate(layoutFaults);
  await tab.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return faults.map((fault) => `at ${width} px, spaced out: ${fault}`);
}

// What lies across the paper is looked at by itself: it has pages of its own.
async function onPaper(tab) {
  await tab.emulateMediaType("print");
  const faults = [];
  for (const [name, width] of [["upright", UPRIGHT], ["across", ACROSS]]) {
    await tab.setViewport({ width, height: 950 });
    const any = await tab.evaluate((only) => {
      const across = [...document.querySelectorAll(".across")];
      for (const table of across) table.style.setProperty("display", only === "across" ? "" : "none");
      return across.length > 0;
    }, name);
    if (name === "upright" || any) faults.push(...(await tab.evaluate(layoutFaults)).map((fault) => `on paper, ${name}: ${fault}`));
  }
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  return pdf.length > 0 ? faults : [...faults, "on paper: nothing is printed"];
}

async function pageFaults(browser, file) {
  const tab = await browser.newPage();
  const faults = [];
  const url = pathToFileURL(resolve(file)).href;
  tab.on("request", (request) => {
    if (request.url().split("#")[0] !== url) faults.push(`it asks for ${request.url()}`);
  });
  tab.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) faults.push(`the browser says: ${message.text()}`);
  });
  await tab.goto(url, { waitUntil: "load" });
  for (const width of WIDTHS) {
    for (const scheme of ["light", "dark"]) faults.push(...(await onScreen(tab, width, scheme)));
  }
  for (const width of WIDTHS) faults.push(...(await spaced(tab, width)));
  faults.push(...(await onPaper(tab)));
  await tab.close();
  return [...new Set(faults)];
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("Name the pages to check: node tests/pages/check.mjs PAGE.html ...");
  process.exit(2);
}
if (browserPath() === undefined) {
  console.error("There is no Chromium here. Install one, or name it in CHROMIUM.");
  process.exit(2);
}
const browser = await launch(puppeteer);
let bad = 0;
for (const file of files) {
  const faults = await pageFaults(browser, file);
  for (const fault of faults.slice(0, 20)) console.error(`${basename(file)} ${fault}`);
  if (faults.length > 20) console.error(`${basename(file)}: and ${faults.length - 20} more`);
  bad += faults.length > 0 ? 1 : 0;
}
await browser.close();
console.log(`${files.length} pages looked at in ${WIDTHS.length} widths, light and dark, and on paper: ${bad} with faults`);
process.exit(bad > 0 ? 1 : 0);
