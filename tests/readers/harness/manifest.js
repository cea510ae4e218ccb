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
  const nav = [...items.values()].find((item) => item.properties.split(" ").includes("nav"));
  const lists = await read(new URL(nav.href, base), "application/xhtml+xml");

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
    contents: list(lists, "toc"),
    pages: list(lists, "page-list"),
  };
}

function list(document, type) {
  const nav = [...document.querySelectorAll("nav")].find((each) => each.getAttributeNS(OPS, "type") === type);
  return [...(nav?.querySelectorAll("a") ?? [])].map((anchor) => ({
    label: anchor.textContent.replace(/\s+/g, " ").trim(),
    href: anchor.getAttribute("href"),
  }));
}
