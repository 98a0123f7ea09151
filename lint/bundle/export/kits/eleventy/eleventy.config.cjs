// What these posts need of Eleventy (2 or 3), without any package besides it.

// `## Heading {#id}`
function headingIds(markdown) {
  markdown.core.ruler.push("heading_ids", (state) => {
    state.tokens.forEach((token, at) => {
      if (token.type !== "heading_open") return;
      const children = state.tokens[at + 1].children;
      const last = children[children.length - 1];
      const found = last && last.type === "text" && /\s*\{#([^\s{}]+)\}\s*$/.exec(last.content);
      if (!found) return;
      last.content = last.content.slice(0, found.index);
      token.attrSet("id", found[1]);
    });
  });
}

module.exports = function (eleventyConfig) {
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.amendLibrary("md", (markdown) => {
    markdown.set({ html: true, linkify: false, typographer: false });
    markdown.enable("code");
    headingIds(markdown);
  });
  for (const folder of ["images", "files"]) eleventyConfig.addPassthroughCopy(folder);
  eleventyConfig.addFilter("day", (date) => (date instanceof Date ? date.toISOString().slice(0, 10) : ""));
  eleventyConfig.addFilter("posts", (pages) =>
    pages.filter((page) => page.inputPath.startsWith("./posts/")).reverse(),
  );
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
};
