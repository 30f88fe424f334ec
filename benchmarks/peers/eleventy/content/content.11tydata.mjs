// Every article: its layout and its address by year and month.

export default {
  layout: "article.njk",
  permalink: ({ page }) => `/${page.date.toISOString().slice(0, 7).replace("-", "/")}/${page.fileSlug}/`,
  eleventyComputed: { section: ({ page }) => page.filePathStem.split("/")[2] },
};
