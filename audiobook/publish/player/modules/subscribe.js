// The sheet behind "subscribe": the address for podcast apps, which of them can reach it, and what happens when it moves.
import { $, make } from "./elements.js";
import { openSheet } from "./layers.js";

const SHEET = {
  zh: {
    title: "用播客软件订阅", close: "关闭", copy: "复制地址", copied: "已复制", byHand: "请手动复制", address: "订阅地址",
    file: "这一页是从文件夹打开的，播客软件订不到。运行 audiobook serve --lan，再打开它给出的地址。",
    here: "这个地址只在这台电脑上有效。要在手机上订阅，请运行 audiobook serve --lan，再打开它给出的地址。",
    scan: "用手机相机扫一扫，在手机上打开这一页", open: "直接打开：",
    reach: "这个地址在局域网里，手机要和这台电脑连同一个网络。自己取节目的软件能用，由厂商的服务器代取的不能：",
    heads: ["软件", "能否", "做法"], yes: "能", no: "不能",
    apps: [["AntennaPod（安卓）", true, "添加播客 → 用 RSS 地址添加"], ["Podcast Addict（安卓）", true, "+ → RSS 地址"],
      ["Apple 播客", true, "资料库 → ⋯ → 通过 URL 关注节目；有的 iPhone 只显示节目、放不出来"],
      ["gPodder、Kasts（电脑）", true, "用地址添加"], ["Overcast", false, "由它的服务器代取"], ["Pocket Casts", false, "由它的服务器代取"],
      ["Spotify、小宇宙", false, "只收公开的节目"]],
    stable: "号码变了也不变的地址（iPhone、Mac、Windows 10 和较新的安卓认得以 .local 结尾的名字）：",
    moves: "换了网络、路由器给了电脑别的号码、或换了端口，地址就变了（以 .local 结尾的只随端口和电脑的名字变）：软件取不到新节目，也下载不了；下好的照样能听。到软件里把这个节目的地址改成新的，或重新订阅。在路由器里给电脑固定一个地址，就不会变。",
  },
  en: {
    title: "Subscribe in a podcast app", close: "Close", copy: "Copy the address", copied: "Copied", byHand: "Please copy by hand", address: "Address of the feed",
    file: "This page was opened from a folder, which no app can subscribe to. Run audiobook serve --lan and open the address it prints.",
    here: "This address is good on this computer only. To subscribe on a phone, run audiobook serve --lan and open the address it prints.",
    scan: "Point the phone's camera here to open this page on the phone", open: "Open in:",
    reach: "This address is in the local network: the phone must be in the same one. Apps that fetch episodes themselves can use it, those that leave it to their maker's servers cannot:",
    heads: ["App", "Can it", "How"], yes: "yes", no: "no",
    apps: [["AntennaPod (Android)", true, "Add podcast → by RSS address"], ["Podcast Addict (Android)", true, "+ → RSS feed"],
      ["Apple Podcasts", true, "Library → ⋯ → Follow a Show by URL; some iPhones list the episodes but do not play them"],
      ["gPodder, Kasts (computers)", true, "Add by address"], ["Overcast", false, "its servers fetch"], ["Pocket Casts", false, "its servers fetch"],
      ["Spotify, Xiaoyuzhou", false, "public feeds only"]],
    stable: "An address that stays when the number changes (iPhones, Macs, Windows 10 and newer Androids know names that end in .local):",
    moves: "In another network, with another number from the router, or at another port the address is another one (one that ends in .local changes with the port and the computer's name only): the app finds nothing new and downloads nothing; what is downloaded plays on. Change the show's address in the app, or subscribe again. A fixed address for this computer, set in the router, prevents it.",
  },
}[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/;
const LOCAL = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cde])|\.local$|^[^.]+$/;
const SCHEMES = [["Apple", "podcast"], ["AntennaPod", "pcast"], ["Podcast Addict", "podcastaddict"]];

const feedAddress = new URL("feed.xml", location.href).href;

const copyRow = (address) => {
  const row = make("p", "", { class: "row" });
  const field = make("input", "", { type: "text", readonly: "", value: address, "aria-label": SHEET.address });
  const button = make("button", SHEET.copy, { type: "button" });
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = SHEET.copied;
    } catch { // plain http in the local network: browsers offer only the old way
      button.textContent = document.execCommand("copy") ? SHEET.copied : SHEET.byHand;
    }
  });
  row.append(field, button);
  return row;
};

const stableAddress = () => {
  const part = make("div");
  const fill = async () => {
    const { stable } = await (await fetch("subscribe.json")).json();
    if (stable) part.append(make("p", SHEET.stable), copyRow(new URL("feed.xml", stable).href));
  };
  fill().catch(() => part.remove()); // a plain web server knows no other name
  return part;
};

const picture = () => {
  const figure = make("figure", "", { class: "qr" });
  const image = make("img", "", { src: "subscribe.svg", alt: "", width: 180, height: 180 });
  image.addEventListener("error", () => figure.remove()); // a plain web server draws none
  figure.append(image, make("figcaption", SHEET.scan));
  return figure;
};

const appLinks = () => {
  const links = make("p", SHEET.open, { class: "row" });
  for (const [name, scheme] of SCHEMES) links.append(make("a", name, { href: feedAddress.replace(/^https?/, scheme) }));
  return links;
};

const appTable = () => {
  const table = make("table");
  const head = make("tr");
  head.append(...SHEET.heads.map((text) => make("th", text, { scope: "col" })));
  table.append(head);
  for (const [name, can, how] of SHEET.apps) {
    const line = make("tr");
    line.append(make("th", name, { scope: "row" }), make("td", can ? SHEET.yes : SHEET.no), make("td", how));
    table.append(line);
  }
  return table;
};

const sheetParts = () => {
  if (!location.protocol.startsWith("http")) return [make("p", SHEET.file)];
  if (LOOPBACK.test(location.hostname)) return [make("p", SHEET.here), copyRow(feedAddress)];
  const parts = [copyRow(feedAddress), appLinks(), picture()];
  return LOCAL.test(location.hostname) ? [...parts, stableAddress(), make("p", SHEET.reach), appTable(), make("p", SHEET.moves)] : parts;
};

const subscribe = () => {
  const sheet = make("dialog", "", { class: "subscribe", "aria-label": SHEET.title });
  const form = make("form", "", { method: "dialog" });
  form.append(make("button", SHEET.close));
  sheet.append(make("h2", SHEET.title), ...sheetParts(), form);
  sheet.addEventListener("close", () => sheet.remove());
  document.body.append(sheet);
  openSheet(sheet);
};

// without a script the link still leads to the feed
$("feed").addEventListener("click", (event) => {
  event.preventDefault();
  subscribe();
});
if (location.hash === "#subscribe") subscribe();
