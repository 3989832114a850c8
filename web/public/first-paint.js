/* global document, localStorage, window */
// Runs before anything is drawn: the page is never white first and dark a moment later.
(function () {
  var root = document.documentElement;
  var chosen;
  try {
    chosen = localStorage.getItem('hongyan.theme');
    root.lang = localStorage.getItem('hongyan.language') === 'en' ? 'en' : 'zh-CN';
  } catch {
    chosen = null;
  }
  var dark =
    chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.style.colorScheme = dark ? 'dark' : 'light';
  root.style.backgroundColor = dark ? '#12181A' : '#FAF8F3';
})();
