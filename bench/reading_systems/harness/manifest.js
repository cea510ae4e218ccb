/* The Readium Web Publication Manifest of an EPUB, as Readium's streamers make it: the navigator
   reads no packages itself. Only what the tests need; nothing is mended on the way. */

const OPS = "http://www.idpf.org/2007/ops";

async function read(url, type) {
  return new DOMParser().parseFromString(await (await fetch(url)).text(), type);
}

export async function readManifest(base) {
  const container = await read(new URL("META-INF/container.xml", base), "application/xml");
  const path = container.querySelector("rootfile").getAttribute("full-path");
  const opf = await read(new URL(path, base), "application/xml");
  const folder = path.replace(/[^/]*$/, "");
  const text = (name) => opf.getElementsByTagNameNS("http://purl.org/dc/elements/1.1/", name)[0]?.textContent;

  const items = new Map([...opf.querySelectorAll("manifest > item")].map((item) => [item.id, {
    href: folder + item.getAttribute("href"),
    type: item.getAttribute("media-type"),
    properties: item.getAttribute("properties") ?? "",
  }]));
  const spine = [...opf.querySelectorAll("spine > itemref")].map((each) => items.get(each.getAttribute("idref")));
  const link = ({ href, type }) => ({ href, type });
  const nav = [...items.values()].find((item) => item.properties.split(" ").includes("nav"))
    ?? [...items.values()].find((item) => item.type === "application/x-dtbncx+xml");
  const lists = await read(new URL(nav.href, base), "application/xml");

  return {
    manifest: {
      "@context": "https://readium.org/webpub-manifest/context.jsonld",
      metadata: {
        "@type": "http://schema.org/Book",
        conformsTo: "https://readium.org/webpub-manifest/profiles/epub",
        title: text("title"),
        language: text("language"),
        readingProgression: opf.querySelector("spine").getAttribute("page-progression-direction") ?? "ltr",
      },
      links: [{ rel: "self", href: new URL("manifest.json", base).href, type: "application/webpub+json" }],
      readingOrder: spine.map(link),
      resources: [...items.values()].filter((item) => !spine.includes(item)).map(link),
    },
    contents: list(lists, nav.href, "toc", "navPoint"),
    pages: list(lists, nav.href, "page-list", "pageTarget"),
  };
}

/** A list of the navigation document or, of an EPUB 2, of the NCX; hrefs from the container's root. */
function list(document, path, type, point) {
  const resolve = (href) => {
    const { pathname } = new URL(href, new URL(path, "http://book/"));
    return decodeURI(pathname.slice(1)) + href.replace(/^[^#]*/, "");
  };
  const nav = [...document.getElementsByTagName("nav")].find((each) => each.getAttributeNS(OPS, "type") === type);
  const found = nav
    ? [...nav.querySelectorAll("a[href]")].map((anchor) => [anchor.textContent, anchor.getAttribute("href")])
    : [...document.getElementsByTagName(point)].map((each) =>
      [each.querySelector("text").textContent, each.querySelector("content").getAttribute("src")]);
  return found.map(([label, href]) => ({ label: label.replace(/\s+/g, " ").trim(), href: resolve(href) }));
}
