/* What the pages of the three reading systems share. Each sets window.reader:
     open({dark, scale})    opens /book.epub
     contents, pages        [{label, href}] as the reading system read them
     spine()                hrefs of the documents in reading order
     go(href)               opens a place
     views()                [{document, file}] of the content documents on show
     popup()                the text of the note that has popped up, else null
     close()                closes it
     ground                 the colour of the page behind the text */

import * as look from "/harness/look.js";

/** The name of a file, without folders and fragment. */
export const fileOf = (href) => decodeURI(href.split("#")[0].split("/").pop());

/** A contents with lines below lines, as one list. */
export const flat = (lines) =>
  (lines ?? []).flatMap(({ label, title, href, subitems, children }) => [
    { label: (label ?? title ?? "").replace(/\s+/g, " ").trim(), href },
    ...flat(subitems ?? children?.items ?? children),
  ]);

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ask again until there is an answer; null after some seconds: slow machines are waited for. */
async function until(ask, seconds = 15) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(15)) {
    const answer = ask();
    if (answer) return answer;
  }
  return null;
}

const view = (file) => window.reader.views().find((each) => each.file === file && each.document);

/** Where a place stands now: null until it is in sight. */
function inSight(href) {
  const shown = view(fileOf(href));
  const place = shown && look.place(shown.document, href.split("#")[1]);
  return place?.point ? place : null;
}

/** Go somewhere; a reading system that never says that it has arrived is not waited for. */
const go = (href) => Promise.race([window.reader.go(href), sleep(20000)]);

/** Wait until fonts and pictures are there and what is seen has stopped changing. */
async function settle(document) {
  await document.fonts.ready;
  await until(() => [...document.images].every((image) => image.complete));
  let before = "", standing = 0;
  await until(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const { color, fontSize, columnWidth } = document.defaultView.getComputedStyle(document.body);
    const now = [scrollWidth, scrollHeight, color, fontSize, columnWidth].join();
    standing = now === before ? standing + 1 : 0;
    before = now;
    return standing === 3;
  });
}

/** Go to a place: what is read there, "" where it does not come into sight. */
async function visit(href) {
  await go(href);
  return (await until(() => inSight(href)))?.letters ?? "";
}

window.harness = {
  /** Open each place in turn: [{label, href, letters}]. */
  async visitAll(places) {
    const seen = [];
    for (const place of places) seen.push({ ...place, letters: await visit(place.href) });
    return seen;
  },

  /** Go to a link and say where on the screen it can be clicked; null if it cannot. */
  async pointOf(href) {
    await visit(href);
    return this.pointNow(href);
  },

  /** Where a link that should be in sight can be clicked, once the page stands still. */
  async pointNow(href) {
    const find = () => view(fileOf(href)) && look.link(view(fileOf(href)).document, href.split("#")[1]);
    let before = await until(find);
    for (let tries = 0; before && tries < 40; tries += 1) {
      await sleep(25);
      const now = find();
      if (now && now.x === before.x && now.y === before.y) return now;
      before = now ?? before;
    }
    return null;
  },

  /** What a click led to: {popup} or {letters} of the place, whichever comes. */
  async arrival(href) {
    return until(() => {
      const popup = window.reader.popup();
      if (popup !== null) return { popup };
      const place = inSight(href);
      return place && { letters: place.letters };
    });
  },

  /** Measure every document: [{file, overflowing, faint}]. */
  async measureAll() {
    const found = [];
    for (const href of window.reader.spine()) {
      await go(href);
      const file = fileOf(href);
      const shown = await until(() => view(file));
      if (!shown) { found.push({ file, overflowing: ["was not shown"], faint: [] }); continue; }
      await settle(shown.document);
      const { defaultView, body } = shown.document;
      const style = defaultView.getComputedStyle(shown.document.documentElement);
      const column = parseFloat(style.columnWidth) || parseFloat(defaultView.getComputedStyle(body).columnWidth);
      found.push({
        file,
        overflowing: look.overflowing(shown.document, column || window.innerWidth),
        faint: look.faint(shown.document, window.reader.ground),
      });
    }
    return found;
  },
};
