/* What somebody who looks at a reading system sees: measured on the screen, not in the markup. */

const GRAPHICS = "img, svg, math";

/** The first letters from an element on (past its end too), without spaces. */
export function letters(element, count = 60) {
  const walker = element.ownerDocument.createTreeWalker(element.ownerDocument.body, NodeFilter.SHOW_TEXT);
  walker.currentNode = element;
  let text = "";
  while (text.length < count && walker.nextNode()) text += walker.currentNode.data.replace(/\s+/g, "");
  return text.slice(0, count);
}

/** The rectangle, in its frame, of the first letter or picture from an element on. */
function firstRectangle(element) {
  const walker = element.ownerDocument.createTreeWalker(
    element.ownerDocument.body,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => (node.parentElement?.closest("svg, math") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  );
  walker.currentNode = element;
  for (let node = element; node; node = walker.nextNode()) {
    const rectangle = node.nodeType === Node.TEXT_NODE ? ofFirstLetter(node)
      : node.matches(GRAPHICS) ? node.getBoundingClientRect() : null;
    if (rectangle?.width && rectangle.height) return rectangle;
  }
  return null;
}

function ofFirstLetter(text) {
  const start = text.data.search(/\S/);
  if (start < 0) return null;
  const range = text.ownerDocument.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + 1);
  return range.getClientRects()[0];
}

/** The middle of a rectangle of a frame, in the coordinates of the window; null if out of sight. */
function onScreen(document, rectangle) {
  const frame = document.defaultView.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const x = frame.left + rectangle.left + Math.min(rectangle.width, 40) / 2;
  const y = frame.top + rectangle.top + Math.min(rectangle.height, 40) / 2;
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && elementFromPoint(document, rectangle)
    ? { x, y } : null;
}

/** Whether the place is inside the part of the frame that shows, and not covered. */
function elementFromPoint(document, { left, top, width, height }) {
  const x = left + Math.min(width, 40) / 2, y = top + Math.min(height, 40) / 2;
  return document.elementFromPoint(x, y) !== null;
}

/** Where a place of the book stands: {point, letters}; point is null where it is out of sight. */
export function place(document, id) {
  const element = id ? document.getElementById(id) : document.body;
  const rectangle = element && firstRectangle(element);
  return {
    point: rectangle ? onScreen(document, rectangle) : null,
    letters: element ? letters(element) : "",
  };
}

/** A link by its own id, or by that of what is around it or in it, as a point to click on. */
export function link(document, id) {
  const named = document.getElementById(id);
  return pointOn(document, named?.closest("a") ?? named?.querySelector("a"));
}

/** The link behind a note's beginning, or in the same row of a table, that leads to a place. */
export function linkTo(document, note, file, id) {
  const start = document.getElementById(note);
  const row = start?.closest("tr") ?? start;
  const links = [...document.querySelectorAll("a[href]")].filter((each) => {
    const [path, fragment] = each.getAttribute("href").split("#");
    return decodeURIComponent(fragment ?? "") === id && (!path || decodeURI(path.split("/").pop()) === file);
  });
  return pointOn(document, links.find((each) =>
    row?.contains(each) || row?.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING));
}

function pointOn(document, element) {
  const rectangle = [...(element?.getClientRects() ?? [])].find((each) => each.width && each.height);
  return rectangle ? onScreen(document, rectangle) : null;
}

/** What is wider than a column and cannot be scrolled by itself, as short descriptions. */
export function overflowing(document, width) {
  const wide = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const inside = element.parentElement?.closest("svg, math") ?? (element.closest("svg, math") && node !== element);
    if (inside || (node === element && !element.matches("img, svg, math, table, pre, figure"))) continue;
    const widest = Math.max(0, ...[...rectangles(node)].map((each) => each.width));
    if (widest > width + 1 && !scrolls(element, width)) wide.add(describe(element, widest, width));
  }
  return [...wide];
}

function rectangles(node) {
  if (node.nodeType === Node.ELEMENT_NODE) return node.getClientRects();
  const range = node.ownerDocument.createRange();
  range.selectNodeContents(node);
  return range.getClientRects();
}

function scrolls(element, width) {
  for (let each = element; each; each = each.parentElement) {
    const { overflowX } = each.ownerDocument.defaultView.getComputedStyle(each);
    if (["auto", "scroll"].includes(overflowX) && each !== each.ownerDocument.body
      && each !== each.ownerDocument.documentElement && each.getBoundingClientRect().width <= width + 1) return true;
  }
  return false;
}

function describe(element, found, width) {
  const name = `${element.localName}${element.id ? "#" + element.id : ""}`;
  return `${name}: ${Math.round(found)} of ${Math.round(width)} px: ${element.textContent.trim().slice(0, 40)}`;
}

/** Text whose contrast with its ground is below WCAG's (1.4.3): 4.5, of large text 3. */
export function faint(document, ground) {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || element.closest("svg, math") || !rectangles(text).length) continue;
    const style = document.defaultView.getComputedStyle(element);
    if (style.visibility !== "visible") continue;
    const behind = over(grounds(element), colour(ground));
    const ratio = contrast(over([colour(style.color)], behind), behind);
    if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5))
      found.add(`${element.localName}: ${ratio.toFixed(1)}: ${text.data.trim().slice(0, 40)}`);
  }
  for (const drawing of document.querySelectorAll("svg, img.drawing")) {
    const behind = over(grounds(drawing), colour(ground));
    if (luminance(behind) < 0.7) found.add(`drawing on a dark ground: ${drawing.textContent.trim().slice(0, 40)}`);
  }
  return [...found];
}

/** The grounds behind an element, the nearest last: colours, and over them what a gradient begins with. */
function grounds(element) {
  const found = [];
  for (let each = element; each; each = each.parentElement) {
    const { backgroundColor, backgroundImage } = each.ownerDocument.defaultView.getComputedStyle(each);
    const gradient = backgroundImage.match(/^linear-gradient\(.*?(rgba?\([^)]*\))/);
    if (gradient) found.unshift(colour(gradient[1]));
    found.unshift(colour(backgroundColor));
  }
  return found;
}

function colour(css) {
  const [red, green, blue, alpha = 1] = css.match(/[\d.]+/g).map(Number);
  return { red, green, blue, alpha };
}

function over(layers, ground) {
  return layers.reduce((below, { red, green, blue, alpha }) => ({
    red: red * alpha + below.red * (1 - alpha),
    green: green * alpha + below.green * (1 - alpha),
    blue: blue * alpha + below.blue * (1 - alpha),
    alpha: 1,
  }), ground);
}

function luminance({ red, green, blue }) {
  const [r, g, b] = [red, green, blue].map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
