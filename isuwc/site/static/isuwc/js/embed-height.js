// Tells the page around an embed how high it is, so that it can make the iframe as high (docs/embeds.md).
const tell = () => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ type: "isuwc-embed-height", height }, "*");
};

if (parent !== window) new ResizeObserver(tell).observe(document.documentElement);
