/* Finds entries of the index by what a reader types; knows nothing of the page.

   nhatthehoaSearch.fold(text) levels spelling, for whichever script needs it.
   nhatthehoaSearch.open(index) takes the columns of generator/site/search.py and returns
   find(query, limit) -> {total, found: [{title, detail, url}, …]}, the best first. */
(function () {
  "use strict";

  /* The steps of fold() in generator/vietnamese.py; a test holds the two together. */
  const MARKS = /[\u0300-\u036f]/g;
  const D_WITH_STROKE = /[\u0110\u0111\u00d0\u00f0\u0189\u0256]/g;
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const DASHES =
    /[\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\u{10ead}]/gu;
  const SINGLE_QUOTES = /[\u02bb\u02bc\u2018-\u201b\u2032\u2039\u203a\uff07]/g;
  const DOUBLE_QUOTES = /[\u00ab\u00bb\u201c-\u201f\u2033\u2e42\u301d-\u301f\uff02]/g;
  const SPACES = /[\s\u001c-\u001f\u0085]+/g;

  function bare(text) {
    return text
      .normalize("NFD")
      .replace(MARKS, "")
      .replace(D_WITH_STROKE, "d")
      .replace(INVISIBLE, "")
      .replace(DASHES, "-")
      .replace(SINGLE_QUOTES, "'")
      .replace(DOUBLE_QUOTES, '"')
      .normalize("NFC")
      .toLowerCase();
  }

  function fold(text) {
    return bare(text).replace(SPACES, " ").trim();
  }

  /* The folded words of each text, one space apart: "M'Drắk" is "mdrak", "Q1" is "q 1".
     All texts go through the regular expressions as one, which makes it quick. */
  function wordsOf(texts) {
    return bare(texts.join("\n"))
      .replace(/'/g, "")
      .replace(/[^\p{L}\p{M}\p{N}\n]+/gu, " ")
      .replace(/\p{L}(?=\p{N})|\p{N}(?=\p{L})/gu, "$& ")
      .replace(/^ | $/gm, "")
      .split("\n");
  }

  /* "ho chi minh" gives "hcm", "quan 12" gives "q12". */
  function initialsOf(words) {
    return words.join("\n").replace(/([^\d\s])\S*/g, "$1").replace(/ /g, "").split("\n");
  }

  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const LOWER_D_WITH_STROKE = /[\u0111\u00f0\u0256]/g;

  /* The words of a text with their accents, the tone apart: "hoà" and "hòa" are one. */
  function spelling(text) {
    const marked = text.toLowerCase().normalize("NFD").replace(LOWER_D_WITH_STROKE, "d\u0335");
    const words = marked.replace(/['\u2019]/g, "").match(/[\p{L}\p{M}]+/gu) || [];
    return words.map((word) => ({
      bare: word.replace(MARKS, ""),
      letters: word.replace(TONES, "").match(/\P{M}\p{M}*/gu) || [],
      tone: (word.match(TONES) || [""])[0],
    }));
  }

  /* Of a word that begins with the letters typed: 2 where an accent differs, 1 where one was
     left out, else 0. The tone, often typed last, is left out only of a complete word. */
  function distance(typed, word) {
    if (typed.tone && typed.tone !== word.tone) return 2;
    const differing = typed.letters.filter((letter, i) => letter !== word.letters[i]);
    if (differing.length) return differing.some(isAccented) ? 2 : 1;
    return typed.bare === word.bare && typed.tone !== word.tone ? 1 : 0;
  }

  function isAccented(letter) {
    return letter.length > 1;
  }

  /* How far the words are from those typed with accents; a word that is not there has none. */
  function farthest(accented, words) {
    const each = accented.map((typed) => {
      const alike = words.filter((word) => word.bare.startsWith(typed.bare));
      return alike.length ? Math.min(...alike.map((word) => distance(typed, word))) : 0;
    });
    return Math.max(0, ...each);
  }

  /* How an entry can answer, the best first: by its name down to SHORT, then by all that is
     shown of it, then by what is not shown. */
  const [EXACT, CODE, START, PREFIX, WORDS, ONE_WORD, SHORT, SHOWN, HIDDEN, NONE] =
    Array(10).keys();

  function open(index) {
    const { codes, form, detail } = index;
    const names = wordsOf(index.names).map((name) => ` ${name}`);
    const joined = names.map((name) => name.replace(/ /g, ""));
    const initials = initialsOf(names);
    const details = wordsOf(index.details).map((words) => ` ${words}`);
    const affixes = index.forms.map((around) => around.map(wordsOf));
    const shorts = affixes.map((around) => initialsOf(around.map(([before]) => before)));
    const formWords = affixes.map((around) => around.flat().join(" "));
    const shown = names.map(
      (name, i) => `${name} ${formWords[form[i]]} ${codes[i]}${details[detail[i]]}`,
    );
    const hidden = new Map();
    for (const i in index.texts) hidden.set(Number(i), ` ${wordsOf([index.texts[i]])[0]}`);
    const spelt = new Map();

    const title = (i) => index.forms[form[i]][0].join(index.names[i]);
    const url = (i) => index.pages[index.page[i]] + (index.anchors[i] && `#${index.anchors[i]}`);

    /* What of the query can be the name of an entry: all of it, and what is left without the
       form of its title, as "uong bi" of "thanh pho uong bi" or "tp uong bi". */
    function readingsOf(query, at) {
      const around = [...affixes[at], ...shorts[at].map((short) => [short, ""])];
      const inner = around.map(([before, after]) => {
        const start = before && `${before} `;
        const end = after && ` ${after}`;
        const isAround = query.startsWith(start) && query.endsWith(end);
        return isAround ? query.slice(start.length, query.length - end.length) : "";
      });
      return [...new Set([query, ...inner])].filter(Boolean).map((text) => ({
        name: ` ${text}`,
        words: text.split(" ").map((word) => ` ${word}`),
        joined: text.replace(/ /g, ""),
      }));
    }

    function gradeOfName(i, reading) {
      const name = names[i];
      if (name === reading.name) return EXACT;
      if (codes[i] === reading.joined) return CODE;
      if (name.startsWith(reading.name)) return name[reading.name.length] === " " ? START : PREFIX;
      if (reading.words.every((word) => name.includes(word))) return WORDS;
      if (joined[i] === reading.joined) return ONE_WORD;
      if (reading.words.length > 1) return NONE;
      if (joined[i].startsWith(reading.joined)) return ONE_WORD;
      return isShort(i, reading.joined) ? SHORT : NONE;
    }

    /* "hcm" and "tphcm" for Thành phố Hồ Chí Minh; "5983" for the code 05983. */
    function isShort(i, text) {
      if (text.endsWith(initials[i]) && initials[i].length > 1) {
        return ["", ...shorts[form[i]]].some((short) => short + initials[i] === text);
      }
      return codes[i].endsWith(text) && codes[i].replace(/^0+/, "") === text;
    }

    function gradeOf(i, readings) {
      let best = NONE;
      for (const reading of readings) best = Math.min(best, gradeOfName(i, reading));
      if (best < NONE) return best;
      const [{ words }] = readings;
      if (words.every((word) => shown[i].includes(word))) return SHOWN;
      const all = hidden.has(i) && shown[i] + hidden.get(i);
      return all && words.every((word) => all.includes(word)) ? HIDDEN : NONE;
    }

    function spellingOf(text) {
      if (!spelt.has(text)) spelt.set(text, spelling(text));
      return spelt.get(text);
    }

    /* The lower, the better: where the words are, then their accents, then the grade. */
    function rankOf(i, grade, accented) {
      if (!accented.length || grade === HIDDEN) return Math.max(0, grade - SHORT) * 100 + grade;
      const words = spellingOf(title(i));
      if (grade <= SHORT) return farthest(accented, words) * 10 + grade;
      return 100 + farthest(accented, [...words, ...spellingOf(index.details[detail[i]])]) * 10 + grade;
    }

    return function find(query, limit) {
      const [text] = wordsOf([query]);
      if (!text) return { total: 0, found: [] };
      const readings = affixes.map((_, at) => readingsOf(text, at));
      const accented = spelling(query).filter(
        (word) => word.tone || word.letters.some(isAccented),
      );
      const ranked = [];
      names.forEach((_, i) => {
        const grade = gradeOf(i, readings[form[i]]);
        if (grade === NONE) return;
        const rank = rankOf(i, grade, accented);
        (ranked[rank] = ranked[rank] || []).push(i);
      });
      const all = ranked.flat();
      const found = all
        .slice(0, limit)
        .map((i) => ({ title: title(i), detail: index.details[detail[i]], url: url(i) }));
      return { total: all.length, found };
    };
  }

  window.nhatthehoaSearch = { fold, open };
})();
