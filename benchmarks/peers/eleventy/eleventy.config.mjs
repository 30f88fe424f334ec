// The benchmark's site in Eleventy: the same pages, feeds and Markdown as Broadsheet.

import anchor from "markdown-it-anchor";
import attributes from "markdown-it-attrs";
import definitions from "markdown-it-deflist";
import footnotes from "markdown-it-footnote";
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import { Newspaper, slug } from "./newspaper.mjs";

const MONTHS = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const DAYS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export default function (config) {
  config.addPlugin(highlight);
  config.amendLibrary("md", (library) =>
    library.set({ html: true, typographer: true }).use(anchor).use(attributes).use(definitions).use(footnotes),
  );
  config.addPassthroughCopy({ static: "/" });

  let paper;
  config.on("eleventy.before", () => (paper = undefined));
  for (const part of ["newest", "lists", "periods", "feeds", "years", "tagLetters", "front"]) {
    config.addCollection(part, (api) => {
      paper ??= new Newspaper(api.getFilteredByGlob("content/*/*.md"), (date) => MONTHS.format(date));
      return paper[part];
    });
  }
  config.addFilter("slug", slug);
  config.addFilter("day", (date) => DAYS.format(date));
  config.addFilter("clock", (date) => date.toISOString().slice(11, 16));
  config.addFilter("iso", (date) => date.toISOString().replace(".000Z", "+00:00"));
  config.addFilter("rfc822", (date) => date.toUTCString().replace("GMT", "+0000"));
  config.addFilter("around", (inputPath) => paper.around.get(inputPath));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(html.split(/\s+/).length / 230)));
  config.addFilter("take", (items, from, to) => items.slice(from, to));
  config.addFilter("named", (names) => names.join(" and "));
  return { dir: { input: ".", includes: "_includes" }, markdownTemplateEngine: false };
}
