"use strict";
// Without this script the page shows all findings in order; with it they can be
// searched, filtered, grouped, and walked through with the keyboard.
const main = document.getElementById("findings");
const form = document.getElementById("filter");
const search = document.getElementById("search");
const findings = [...document.querySelectorAll(".finding")];
const texts = new Map(findings.map(f =>
	[f, [...f.querySelectorAll("summary, code, .say, .observed, .fix, .rule")].map(e => e.textContent).join("\n").toLowerCase()]));
const shown = () => findings.filter(f => !f.hidden);

function checked(name) {
	return new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map(input => input.value));
}

function filter() {
	const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
	const rules = checked("rule"), severities = checked("severity"), seen = checked("observed").has("seen");
	for (const f of findings) {
		f.hidden = !rules.has(f.dataset.rule) || !severities.has(f.dataset.severity) ||
			seen && f.dataset.observed === undefined ||
			!words.every(word => texts.get(f).includes(word));
	}
	group();
	document.getElementById("shown").textContent = `${shown().length} of ${findings.length} shown`;
}

// group puts the findings below headings, in their order.
function group() {
	const by = form.elements.group.value;
	const groups = Map.groupBy(findings, f => f.dataset[by]);
	main.replaceChildren();
	for (const [name, members] of [...groups].sort()) {
		const heading = document.createElement("h2");
		const n = members.filter(f => !f.hidden).length;
		heading.textContent = `${name} (${n})`;
		heading.hidden = n === 0;
		main.append(heading, ...members);
	}
}

// step moves the focus to the next finding, or the one before.
function step(by) {
	const list = [...main.querySelectorAll(".finding:not([hidden])")];
	if (list.length === 0) return;
	const at = list.findIndex(f => f.contains(document.activeElement));
	const to = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
	const summary = list[to].querySelector("summary");
	summary.focus();
	summary.scrollIntoView({block: "nearest"});
}

if (form) {
	form.hidden = false;
	form.addEventListener("input", filter);
	form.addEventListener("submit", event => event.preventDefault());
	document.addEventListener("keydown", event => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.target === search) {
			if (event.key === "Escape") {
				search.value = "";
				filter();
				search.blur();
			}
			return;
		}
		switch (event.key) {
		case "j": step(1); break;
		case "k": step(-1); break;
		case "/": event.preventDefault(); search.focus(); break;
		}
	});
	filter();
}
