// Runs axe-core on files: node axe.cjs FILE… Prints violations and requests; exit code 1 if there are any.
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function main(files) {
  const source = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  const context = await browser.newContext({ bypassCSP: true }); // for axe alone, which is put into the page
  const page = await context.newPage();
  const faults = [];
  let file = "";
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) faults.push(`${file} asked for ${request.url()}`);
  });
  for (file of files) {
    await page.goto("file://" + path.resolve(file));
    await page.evaluate(source);
    const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), TAGS);
    for (const violation of found.violations) {
      faults.push(`${path.basename(file)} ${violation.id} ${violation.nodes[0].html.slice(0, 200)}`);
    }
  }
  await browser.close();
  for (const fault of faults) console.log(fault);
  process.exit(faults.length ? 1 : 0);
}

main(process.argv.slice(2));
