// What Eleventy lacks for the same site: lists with their years, neighbours in the section, related articles.

const NEWEST = 30;
const FULL_YEAR = 200;
const FEED_ITEMS = 20;
const RELATED = 4;
const SECTIONS = ["World", "Politics", "Economy", "Science", "Culture", "Sport", "Climate", "Opinion"];

export function slug(label) {
  return label.toLowerCase().replaceAll("'", "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

export class Newspaper {
  constructor(articles, monthName) {
    this.monthName = monthName;
    this.newest = articles.toSorted((one, other) => other.date - one.date);
    this.sections = this.#group((item) => [item.page.filePathStem.split("/")[2]]);
    this.tags = this.#group((item) => item.data.tags);
    this.authors = this.#group((item) => item.data.authors);
    this.lists = [
      ...SECTIONS.map((name) => this.#list(name, `/${slug(name)}/`, this.sections.get(slug(name)) ?? [], "section")),
      ...this.#named(this.authors, "authors", "author"),
      ...this.#named(this.tags, "tags", "tag"),
    ];
    this.years = this.#years(this.newest, "/", true);
    const archive = { title: "Archive", url: "/archive/", years: this.years };
    this.periods = [...this.lists, archive].flatMap((list) => this.#periods(list));
    this.feeds = [{ title: null, url: "/", items: this.newest }, ...this.lists].map((list) => ({
      ...list,
      items: list.items.slice(0, FEED_ITEMS),
    }));
    this.tagLetters = this.#letters();
    this.front = this.#front();
    this.around = this.#around();
  }

  #group(keys) {
    const groups = new Map();
    for (const item of this.newest) {
      for (const key of keys(item)) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(item);
      }
    }
    return groups;
  }

  #named(groups, folder, kind) {
    return [...groups].map(([name, items]) => this.#list(name, `/${folder}/${slug(name)}/`, items, kind));
  }

  #list(title, url, items, kind) {
    return { title, url, items, kind, newest: items.slice(0, NEWEST), years: this.#years(items, url, false) };
  }

  // The years of a list; a year has months where it is too full, or where it `always` has.
  #years(newest, base, always) {
    return this.#split(newest, base, 4, (item) => String(item.date.getUTCFullYear())).map((year) => {
      const split = year.items.length > FULL_YEAR;
      const months = split || always ? this.#split(year.items, base, 7, (item) => this.monthName(item.date)) : [];
      return { ...year, months, split };
    });
  }

  #split(newest, base, length, label) {
    const found = new Map();
    for (const item of newest) {
      const key = item.date.toISOString().slice(0, length);
      if (!found.has(key)) found.set(key, { label: label(item), url: `${base}${key.replace("-", "/")}/`, items: [] });
      found.get(key).items.push(item);
    }
    return [...found.values()];
  }

  #periods(list) {
    const rows = [list.years, ...list.years.map((year) => year.months)];
    return rows.flatMap((row) =>
      row.map((bucket, at) => ({
        months: [],
        split: false,
        ...bucket,
        list: { title: list.title, url: list.url },
        newer: row[at - 1],
        older: row[at + 1],
      })),
    );
  }

  #letters() {
    const letters = {};
    const tags = this.lists.filter((list) => list.kind === "tag");
    for (const tag of tags.toSorted((one, other) => one.title.localeCompare(other.title))) {
      (letters[tag.title[0]] ??= []).push(tag);
    }
    return Object.entries(letters);
  }

  #front() {
    const top = this.newest.slice(0, 5);
    const blocks = this.lists
      .filter((list) => list.kind === "section")
      .map((list) => ({ ...list, items: list.items.slice(0, 9).filter((item) => !top.includes(item)).slice(0, 4) }));
    return [{ top, latest: this.newest.slice(5, 13), blocks }];
  }

  // The neighbours of each article in its section, and the nearest older ones in its tags, most shared first.
  #around() {
    const places = new Map([...this.tags].map(([tag, items]) => [tag, new Map(items.map((item, at) => [item, at]))]));
    const around = new Map();
    for (const items of this.sections.values()) {
      items.forEach((item, at) => {
        const found = { newer: items[at - 1], older: items[at + 1], related: this.#related(item, places) };
        around.set(item.inputPath, found);
      });
    }
    return around;
  }

  #related(item, places) {
    const shared = new Map();
    for (const tag of item.data.tags) {
      const from = places.get(tag).get(item) + 1;
      for (const other of this.tags.get(tag).slice(from, from + RELATED)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    const ranked = [...shared].sort(([one, many], [other, more]) => more - many || other.date - one.date);
    return ranked.slice(0, RELATED).map(([other]) => other);
  }
}
