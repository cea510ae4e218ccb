/* What the pages of the three reading systems share. Each sets window.reader:
     open({dark, scale})    opens /book.epub
     contents, pages        [{label, href}] as the reading system read them
     spine()                hrefs of the documents in reading order
     go(href)               opens a place, named as the reading system names it
     address(place)         how it names a place of ours, file#id without folders
     next()                 turns to the next page
     views()                [{document, file}] of the content documents on show
     popup()                the text of the note that has popped up, else null
     close()                closes it, in a reading system that has popups
     ground                 the colour of the page behind the text
     opensDocumentsOnly     true in a reading system that is known to miss the page: a place is then
                            open with its document */

import * as look from "/harness/look.js";

/** The name of a file, without folders and fragment. */
export const fileOf = (href) => decodeURI(href.split("#")[0].split("/").pop());

/** A place of ours by the names of a reading system, which has these hrefs for the documents. */
export const among = (hrefs, place) => {
  const [file, id] = place.split("#");
  const href = hrefs.find((each) => fileOf(each) === file) ?? file;
  return id ? `${href}#${encodeURIComponent(id)}` : href;
};

/** A contents with lines below lines, as one list. */
export const flat = (lines) =>
  (lines ?? []).flatMap(({ label, title, href, subitems, children }) => [
    { label: (label ?? title ?? "").replace(/\s+/g, " ").trim(), href },
    ...flat(subitems ?? children?.items ?? children),
  ]);

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ask again until there is an answer; null after some seconds: slow machines are waited for. */
async function until(ask, seconds = window.harness.patience) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(30)) {
    const answer = ask();
    if (answer) return answer;
  }
  return null;
}

const view = (file) => window.reader.views().find((each) => each.file === file && each.document);

/** Where a place stands now: null until it is in sight. */
function inSight(href) {
  const shown = view(fileOf(href));
  const place = shown && look.place(shown.document, idOf(href));
  return place && (place.point || window.reader.opensDocumentsOnly) ? place : null;
}

/** Go somewhere; a reading system that never says that it has arrived is not waited for, and one
    that refuses has not arrived. */
const go = (href) => Promise.race([window.reader.go(href), sleep(window.harness.patience * 1300)]).catch(() => null);

/** The part of an address behind the mark, as ids are written in the document. */
const idOf = (href) => decodeURIComponent(href.split("#")[1] ?? "");

/** A point in a document, once the page stands still; null if there is none. */
async function standing(file, point, seconds) {
  const find = () => view(file) && point(view(file).document);
  let before = await until(find, seconds);
  for (let tries = 0; before && tries < 40; tries += 1) {
    await sleep(25);
    const now = find();
    if (now && now.x === before.x && now.y === before.y) return now;
    before = now ?? before;
  }
  return null;
}

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

/** Go to a place: what is read there; null where it does not come into sight. */
async function visit(href) {
  if (!href) return null;
  await go(href);
  return (await until(() => inSight(href)))?.letters ?? null;
}

window.harness = {
  /** Seconds that are waited for what does not come. */
  patience: 15,

  /** Open each place in turn: [{label, href, letters}]. */
  async visitAll(places) {
    const seen = [];
    for (const place of places) seen.push({ ...place, letters: await visit(place.href) });
    return seen;
  },

  /** Open a place of ours. */
  open: (place) => go(window.reader.address(place)),

  /** Go to the call of a note and say where on the screen it can be clicked; null if it cannot. */
  async pointOfCall(call) {
    await visit(window.reader.address(call));
    return standing(fileOf(call), (document) => look.link(document, idOf(call)));
  },

  /** Where the link in a note that leads back to a call can be clicked; behind a long note, one turns
      the pages to it. */
  async pointOfWayBack(note, call) {
    for (let turns = 0; turns < 3; turns += 1) {
      const find = (document) => look.linkTo(document, idOf(note), fileOf(call), idOf(call));
      const point = await standing(fileOf(note), find, 1.5);
      if (point) return point;
      await window.reader.next();
    }
    return null;
  },

  /** What a click led to: {popup} or {letters} of the place. A note that was in sight before may still
      pop up, where the reading system has popups. */
  async arrival(href) {
    const patient = performance.now() + (window.reader.close ? 1000 : 0);
    return until(() => {
      const popup = window.reader.popup();
      if (popup !== null) return { popup };
      const place = inSight(href);
      return place && performance.now() >= patient && { letters: place.letters };
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
