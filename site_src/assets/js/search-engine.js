// Finds entries of the index by what a reader types; knows nothing of the page.
//
// nhatthehoaSearch.fold(text) levels spelling, for whichever script needs it.
// nhatthehoaSearch.open(index) takes the columns of generator/site/search.py and returns
// find(query, limit) -> {total, found: [{title, detail, url}, …]}, the best first.
(() => {
  "use strict";

  // The steps of fold() in generator/vietnamese.py; a test holds the two together.
  const MARKS = /[\u0300-\u036f]/g;
  const D_WITH_STROKE = /[\u0110\u0111\u00d0\u00f0\u0189\u0256]/g;
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const DASHES = /\p{Pd}|[\u2043\u2212]/gu;
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

  // The folded words of each line, one space around each: "M'Drắk" is " mdrak ", "Q1" is
  // " q 1 ". All lines go through the regular expressions as one text, which makes it quick.
  function wordsOf(lines) {
    const apart = bare(lines)
      .replace(/'/g, "")
      .replace(/[^a-z0-9\u00bf-\uffff\n ]+/g, " ")
      .replace(/\d+/g, " $& ")
      .replace(/\n/g, " \n ");
    return ` ${apart} `.replace(/ {2,}/g, " ");
  }

  // "hcm" of " ho chi minh ", "12" of " 12 ".
  function initialsOf(words) {
    return words.replace(/([^\d\s])\S*/g, "$1").replace(/ /g, "");
  }

  // What the words of a text begin with, in a text of words.
  function beginningsOf(words) {
    return words.trim().split(" ").map((word) => ` ${word}`);
  }

  // The word as a code, '' where it cannot be one: codes are numbers, kept as text.
  function codeOf(word) {
    const code = word.trim();
    return /^\d+$/.test(code) ? code : "";
  }

  function linesOf(column) {
    return column.split("\n");
  }

  // A function that makes its value when it is first asked for.
  function later(make) {
    let made;
    return () => (made = made || make());
  }

  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const LOWER_D_WITH_STROKE = /[\u0111\u00f0\u0256]/g;
  const APOSTROPHES = /['\u2019]/g;

  // The words of a text with their accents, the tone apart: "hoà" and "hòa" are one.
  function spelling(text) {
    const marked = text.toLowerCase().normalize("NFD").replace(LOWER_D_WITH_STROKE, "d\u0335");
    const words = marked.replace(APOSTROPHES, "").match(/[a-z][a-z\u0300-\u036f]*/g) || [];
    return words.map((word) => ({
      bare: word.replace(MARKS, ""),
      letters: word.replace(TONES, "").match(/[a-z][\u0300-\u036f]*/g),
      tone: (word.match(TONES) || [""])[0],
    }));
  }

  const isAccented = (letter) => letter.length > 1;

  // How far a word is from the accents typed: 2 where one differs, 1 where one was left out,
  // else 0; Infinity where it does not begin with the letters typed. The tone, which is often
  // typed last, is left out only of a complete word.
  function distance(typed, word) {
    if (!word.bare.startsWith(typed.bare)) return Infinity;
    if (typed.tone && typed.tone !== word.tone) return 2;
    const differing = typed.letters.filter((letter, i) => letter !== word.letters[i]);
    if (differing.length) return differing.some(isAccented) ? 2 : 1;
    return typed.bare === word.bare && typed.tone !== word.tone ? 1 : 0;
  }

  const spelt = new Map();

  // A function from a text to its distance from the accents of the query, 0 for one without:
  // that of the query's word which is farthest from all of the text's.
  function accentsOf(query) {
    const accented = spelling(query).filter((word) => word.tone || word.letters.some(isAccented));
    const known = new Map();
    if (!accented.length) return () => 0;

    function distancesOf(token) {
      if (!spelt.has(token)) spelt.set(token, spelling(token));
      const words = spelt.get(token);
      return accented.map((typed) => Math.min(...words.map((word) => distance(typed, word))));
    }

    return function distanceOf(text) {
      const nearest = accented.map(() => Infinity);
      for (const token of text.split(" ")) {
        if (!known.has(token)) known.set(token, distancesOf(token));
        known.get(token).forEach((far, at) => {
          if (far < nearest[at]) nearest[at] = far;
        });
      }
      return Math.max(0, ...nearest.filter(Number.isFinite));
    };
  }

  // How an entry can answer, the best first: by its name down to LOOSE, then by all that is
  // shown of it, then by what is not shown.
  const [EXACT, CODE, START, PREFIX, WORDS, BEGINNINGS, LOOSE, SHOWN, HIDDEN] = Array(9).keys();

  // Ranks of those that answer by what is shown and by what is not: all others are lower.
  const [NEAR, FAR] = [60, 63];

  function open(index) {
    const { form, detail, page } = index;
    const titles = linesOf(index.names);
    const anchors = linesOf(index.anchors);
    const codes = later(() => linesOf(index.codes));
    const words = wordsOf(index.names);
    const names = linesOf(words);
    const joined = later(() => linesOf(words.replace(/ /g, "")));
    const initials = later(() => linesOf(initialsOf(words)));
    const affixes = index.forms.map((around) => around.map((affix) => affix.map(wordsOf)));
    const shorts = affixes.map((around) => around.map(([before]) => ` ${initialsOf(before)} `));
    const forms = affixes.map((around, at) => [...around.flat(), ...shorts[at]].join(""));
    const details = linesOf(wordsOf(index.details.join("\n")));
    const texts = new Map(Object.entries(index.texts).map(([i, text]) => [+i, wordsOf(text)]));

    const titleOf = (i) => index.forms[form[i]][0].join(titles[i]);
    const detailOf = (i) => index.details[detail[i]];
    const urlOf = (i) => index.pages[page[i]] + (anchors[i] && `#${anchors[i]}`);

    // What of the query can be the name of an entry: all of it, and what is left without the
    // form of its title, as "uong bi" of "thanh pho uong bi" or "tp uong bi".
    function readingsOf(query, at) {
      const around = [...affixes[at], ...shorts[at].map((short) => [short, " "])];
      const inner = around.map(([before, after]) => {
        const isAround = query.startsWith(before) && query.endsWith(after);
        return isAround ? query.slice(before.length - 1, query.length - after.length + 1) : " ";
      });
      const readings = new Set([query, ...inner].filter((name) => name.trim()));
      return Array.from(readings, (name) => ({
        name,
        start: name.slice(0, -1),
        words: beginningsOf(name),
        joined: name.replace(/ /g, ""),
        code: codeOf(name),
      }));
    }

    // The grade of an entry of which all that was typed is shown.
    function gradeOf(i, reading) {
      const name = names[i];
      if (name === reading.name) return EXACT;
      if (reading.code && codes()[i] === reading.code) return CODE;
      if (name.startsWith(reading.name)) return START;
      if (name.startsWith(reading.start)) return PREFIX;
      if (reading.words.some((word) => !name.includes(word))) return SHOWN;
      return reading.words.every((word) => name.includes(`${word} `)) ? WORDS : BEGINNINGS;
    }

    // "uongbi" for Uông Bí; "hcm" and "tphcm" for Hồ Chí Minh; "5983" for the code 05983.
    function isLoose(i, { joined: typed, code, words: { length } }) {
      if (typed.length < 3) return false;
      if (length > 1) return joined()[i] === typed;
      if (typed.length > 3 && joined()[i].startsWith(typed)) return true;
      const short = initials()[i];
      if (short.length > 1 && typed.endsWith(short)) {
        return [" ", ...shorts[form[i]]].some((before) => before.trim() + short === typed);
      }
      return code && codes()[i].endsWith(code) && Number(codes()[i]) === Number(code);
    }

    // The words typed, and which of the texts that many entries share have them.
    function soughtIn(query) {
      return beginningsOf(query).map((word) => ({
        word,
        code: codeOf(word),
        inForm: forms.map((text) => text.includes(word)),
        inDetail: details.map((text) => text.includes(word)),
      }));
    }

    function isShown(i, { word, code, inForm, inDetail }) {
      if (inDetail[detail[i]] || inForm[form[i]] || names[i].includes(word)) return true;
      return code && codes()[i].startsWith(code);
    }

    // Calls back with each entry that answers, its grade, and what it is the grade of.
    function eachAnswer(query, callback) {
      const readings = affixes.map((_, at) => readingsOf(query, at));
      const sought = soughtIn(query);
      for (let i = 0; i < names.length; i += 1) {
        const own = readings[form[i]];
        const text = texts.get(i);
        if (sought.every((one) => isShown(i, one))) {
          const grades = own.map((reading) => gradeOf(i, reading));
          const best = Math.min(...grades);
          callback(i, best, own[grades.indexOf(best)]);
        } else if (own.some((reading) => isLoose(i, reading))) {
          callback(i, LOOSE, own[0]);
        } else if (text && sought.every((one) => isShown(i, one) || text.includes(one.word))) {
          callback(i, HIDDEN, own[0]);
        }
      }
    }

    // The lower, the better: first where the words are, then their accents, then the grade.
    // The accents are looked at where the words are, which is why "xã" is not "Xá".
    function rankOf(i, grade, isWhole, distanceOf) {
      if (grade === HIDDEN) return FAR;
      if (grade === SHOWN) return NEAR + distanceOf(`${titleOf(i)} ${detailOf(i)}`);
      return distanceOf(isWhole ? titles[i] : titleOf(i)) * 20 + grade;
    }

    return function find(query, limit) {
      const words = wordsOf(query);
      if (!words.trim()) return { total: 0, found: [] };
      const distanceOf = accentsOf(query);
      const ranked = Array.from({ length: FAR + 1 }, () => []);
      eachAnswer(words, (i, grade, reading) => {
        // "huyện" is shown of most entries: no more are looked at closely than are wanted.
        const isOneTooMany = grade === SHOWN && ranked[NEAR].length >= limit;
        const isWhole = reading.name === words;
        ranked[isOneTooMany ? FAR : rankOf(i, grade, isWhole, distanceOf)].push(i);
      });
      const all = ranked.flat();
      const found = all.slice(0, limit);
      return {
        total: all.length,
        found: found.map((i) => ({ title: titleOf(i), detail: detailOf(i), url: urlOf(i) })),
      };
    };
  }

  window.nhatthehoaSearch = { fold, open };
})();
