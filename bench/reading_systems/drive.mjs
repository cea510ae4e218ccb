/* Open an EPUB in reading systems in headless Chromium, and say what is seen.

   node drive.mjs, and on its standard input {"systems": ["foliate"], "epub": FILE, "folder": FILE UNZIPPED,
   "modules": node_modules, "browser": CHROMIUM, "pictures": FOLDER or null, "pictured": "a.xhtml#fig-1",
   "calls": [{"call": "a.xhtml#call-n1", "note": "a.xhtml#n1", "back": "a.xhtml#call-n1"}],
   "files": ["EPUB/a.xhtml"], "patience": SECONDS, "minutes": FOR ALL}

   A system is "epubjs", "foliate" or "readium"; "plain" opens the documents in Chromium itself. JSON
   goes out, by system. Files are served on 127.0.0.1; every other address is refused. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const asked = JSON.parse(await text(process.stdin));
const here = path.dirname(fileURLToPath(import.meta.url));
const puppeteer = createRequire(path.join(asked.modules, "octavo.js"))("puppeteer-core");

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".jpg": "image/jpeg", ".js": "text/javascript",
  ".mjs": "text/javascript", ".ncx": "application/x-dtbncx+xml", ".opf": "application/oebps-package+xml",
  ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2",
  ".xhtml": "application/xhtml+xml", ".xml": "application/xml", ".epub": "application/epub+zip",
};
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const ROOTS = { harness: path.join(here, "harness"), modules: asked.modules, book: asked.folder };

async function serve(request, response) {
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  if (pathname === "/favicon.ico") return response.writeHead(204).end();
  const [, root, ...rest] = decodeURIComponent(pathname).split("/");
  const file = root === "book.epub" ? asked.epub : path.join(ROOTS[root] ?? "/nowhere", ...rest);
  try {
    const content = await readFile(file);
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

/** A page that remembers every error. */
async function openPage(browser, address, { width, height }, errors) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
  page.on("pageerror", (error) => errors.push(error.stack ?? String(error)));
  page.on("requestfailed", (request) => errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && errors.push(`${response.status()} ${response.url()}`));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const is_ours = /^(blob|data|about):|^http:\/\/127\.0\.0\.1:/.test(request.url());
    return is_ours ? request.continue() : request.abort();
  });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

async function openReader(browser, address, look, size, errors) {
  const page = await openPage(browser, address, size, errors);
  await page.waitForFunction(() => window.reader && window.harness);
  await page.evaluate((chosen, seconds) => {
    window.harness.patience = seconds;
    return window.reader.open(chosen);
  }, look, asked.patience);
  return page;
}

let stage = "start";

const picture = async (page, system, name) => {
  if (asked.pictures) await page.screenshot({ path: path.join(asked.pictures, `${system}-${name}.png`) });
};

/** Click where a link is, and again if that led nowhere: what it led to, null for nothing. */
async function follow(page, find, address) {
  for (let tries = 0; tries < 2; tries += 1) {
    const point = await find();
    if (!point) return null;
    await page.mouse.click(point.x, point.y);
    const arrival = await page.evaluate((href) => window.harness.arrival(href), address);
    if (arrival) return arrival;
  }
  return null;
}

/** Click every call of a note, and where the text went there, the way back. */
async function followNotes(page, system) {
  if (await page.evaluate(() => window.reader.opensDocumentsOnly))
    return asked.calls.map(({ call }) => ({ call, lost: true }));
  const seen = [];
  for (const { call, note, back } of asked.calls) {
    stage = `${system} ${call}`;
    const arrival = await follow(page, () => page.evaluate((href) => window.harness.pointOfCall(href), call), note);
    const one = { call, ...(arrival ?? { lost: true }) };
    if (!seen.length) await picture(page, system, "note");
    if (arrival?.popup !== undefined) await page.evaluate(() => window.reader.close());
    else if (arrival && back)
      one.returned = await follow(page,
        () => page.evaluate((...both) => window.harness.pointOfWayBack(...both), note, back), back) !== null;
    seen.push(one);
  }
  return seen;
}

async function useReader(browser, origin, system) {
  const errors = [];
  const address = `${origin}/harness/${system}.html`;
  const page = await openReader(browser, address, { dark: false, scale: 1 }, { width: 700, height: 900 }, errors);
  stage = `${system} contents`;
  const contents = await page.evaluate(() => window.harness.visitAll(window.reader.contents));
  stage = `${system} pages`;
  const pages = await page.evaluate(() => window.harness.visitAll(window.reader.pages));
  const notes = await followNotes(page, system);
  await page.close();
  const narrow = { width: 360, height: 640 };
  const measured = {};
  for (const [name, look] of Object.entries({ dark: { dark: true, scale: 1 }, large: { dark: false, scale: 2 } })) {
    stage = `${system} ${name}`;
    const small = await openReader(browser, address, look, narrow, errors);
    measured[name] = await small.evaluate(() => window.harness.measureAll());
    if (asked.pictures) await small.evaluate((place) => window.harness.open(place), asked.pictured);
    await picture(small, system, name);
    await small.close();
  }
  return { system, contents, pages, notes, measured, errors };
}

/** What Chromium tells a screen reader: role, name and level of everything that is not ignored. */
async function accessibilityTree(page) {
  const session = await page.createCDPSession();
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (node) => {
    const below = (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).flatMap(walk);
    if (node.ignored) return below;
    const level = node.properties?.find(({ name }) => name === "level")?.value.value ?? 0;
    return [{ role: node.role.value, name: node.name?.value ?? "", level, size: below.length }, ...below];
  };
  return walk(nodes[0]);
}

async function usePlain(browser, origin) {
  const errors = [], documents = [];
  const page = await openPage(browser, "about:blank", { width: 320, height: 640 }, errors);
  for (const file of asked.files) {
    await page.goto(`${origin}/book/${file}`, { waitUntil: "load" });
    const tree = await accessibilityTree(page);
    const overflowing = {};
    for (const scale of [100, 200]) {
      overflowing[scale] = await page.evaluate(async (address, percent) => {
        document.documentElement.style.fontSize = `${percent}%`;
        await document.fonts.ready;
        const { overflowing: find } = await import(address);
        const root = document.scrollingElement;
        const whole = root.scrollWidth > root.clientWidth ? [`the page scrolls: ${root.scrollWidth} px`] : [];
        return [...whole, ...find(document, root.clientWidth)];
      }, `${origin}/harness/look.js`, scale);
    }
    documents.push({ file: path.basename(file), tree, overflowing });
  }
  return { system: "plain", documents, errors };
}

const server = createServer(serve);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await puppeteer.launch({ executablePath: asked.browser, headless: true, args: FLAGS });
// The browser goes when this process does: better to end than to be killed.
setTimeout(() => { console.error(`no end in sight: ${stage}`); process.exit(1); }, asked.minutes * 60_000).unref();
try {
  const seen = {};
  for (const system of asked.systems)
    seen[system] = await (system === "plain" ? usePlain : useReader)(browser, origin, system);
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
  server.close();
}
