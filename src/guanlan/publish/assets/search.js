// Search without a server: pairs of characters → the entries that hold them (index.js), ranked by title, then by day.
(function () {
  "use strict";
  var index = window.GUANLAN, box = document.getElementById("q"), list = document.getElementById("found"),
    said = document.getElementById("said"), most = 50;
  function plain(text) { return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim(); }
  function entries(pair) {
    var steps = Object.prototype.hasOwnProperty.call(index.pairs, pair) ? index.pairs[pair] : [], at = 0;
    return steps.map(function (step) { at += step; return at; });
  }
  function pairs(word) {
    var signs = Array.from(word), made = [];
    for (var i = 0; i + 1 < signs.length; i++) { made.push(signs[i] + signs[i + 1]); }
    return made.length ? made : signs;
  }
  function search(text) {
    var left = null;
    plain(text).split(" ").filter(Boolean).forEach(function (word) {
      pairs(word).forEach(function (pair) {
        var those = pair.length && Array.from(pair).length > 1 ? new Set(entries(pair)) : starting(pair);
        left = left === null ? Array.from(those) : left.filter(function (one) { return those.has(one); });
      });
    });
    return left || [];
  }
  function starting(sign) {
    var all = new Set();
    Object.keys(index.pairs).forEach(function (pair) {
      if (pair.indexOf(sign) >= 0) { entries(pair).forEach(function (one) { all.add(one); }); }
    });
    return all;
  }
  function show() {
    var wanted = plain(box.value), hits = search(box.value);
    hits.sort(function (a, b) {
      var x = plain(index.entries[a][1]).indexOf(wanted) >= 0, y = plain(index.entries[b][1]).indexOf(wanted) >= 0;
      return x === y ? a - b : x ? -1 : 1;
    });
    list.replaceChildren.apply(list, hits.slice(0, most).map(function (one) {
      var entry = index.entries[one], item = document.createElement("li"), link = document.createElement("a"),
        small = document.createElement("small");
      link.href = entry[0]; link.textContent = entry[1]; small.textContent = entry[2];
      item.append(link, small);
      return item;
    }));
    said.textContent = wanted ? "找到 " + hits.length + " 条" + (hits.length > most ? "，列出前 " + most + " 条" : "") : "";
  }
  box.addEventListener("input", show);
  if (location.hash.length > 1) { box.value = decodeURIComponent(location.hash.slice(1)); }
  show();
})();
