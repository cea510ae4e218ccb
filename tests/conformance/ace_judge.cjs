/* Ace in one Node.js with one browser: a line "EPUB<tab>FOLDER" in, the report there, "judged" out.

   node ace_judge.cjs NODE_MODULES */

const { createRequire } = require("node:module");
const path = require("node:path");
const { createInterface } = require("node:readline");

const need = createRequire(path.join(path.resolve(process.argv[2]), "octavo.js"));
const ace = need("@daisy/ace-core");
const runner = need("@daisy/ace-axe-runner-puppeteer");
const puppeteer = createRequire(need.resolve("@daisy/ace-axe-runner-puppeteer"))("puppeteer");

// Ace opens a browser for each book and a page for each document; here both are used again.
let browser = null;
const launch = puppeteer.launch.bind(puppeteer);
puppeteer.launch = async (options) => {
  browser = await launch(options);
  const open = browser.newPage.bind(browser), idle = [];
  const returned = new Set();
  browser.newPage = async () => {
    const page = idle.pop() ?? await open();
    if (!returned.has(page)) {
      returned.add(page);
      page.close = async () => { page.removeAllListeners("request"); idle.push(page); };
    }
    return page;
  };
  return browser;
};
let launched = null;
const shared = { ...runner, concurrency: 2, launch: () => (launched ??= runner.launch()), close: async () => {} };

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const [epub, outdir] = line.split("\t");
    await ace(epub, { cwd: process.cwd(), outdir, lang: "en", silent: true, initLogger: true }, shared);
    process.stdout.write("judged\n");
  }
  if (browser) await browser.close();
  process.exit(0);
})().catch((error) => { process.stdout.write(`${error?.stack ?? error}\n`.replace(/\n(?=.)/g, " | ")); process.exit(1); });
