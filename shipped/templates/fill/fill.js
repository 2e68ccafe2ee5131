// Saves what is typed within three seconds, when the page is left and when it is hidden. Without it every page has a button
// that saves, and everything works.
"use strict";
(() => {
  const said = document.getElementById("saved");
  const hint = document.getElementById("typing");

  // What an error leads to is the box itself, as on paper a finger would lie on it.
  const lead = () => {
    const place = document.getElementById(location.hash.slice(1));
    const around = place?.matches(".field, fieldset, .query");
    const box = around ? place.querySelector("input:not([type=hidden]), select, textarea") : place?.matches("input, select, textarea") && place;
    if (!box) return false;
    box.closest("details")?.setAttribute("open", "");
    box.focus({ preventScroll: true });
    place.scrollIntoView();
    return true;
  };
  addEventListener("hashchange", lead);
  const first = document.getElementById("summary");
  if (!lead() && first) first.focus();
  // Where a browser goes to a place of a page by itself, it takes the focus away once more when the page is there.
  else if (location.hash) addEventListener("load", () => setTimeout(lead));

  const form = document.getElementById("form");
  if (!form) return;
  // Return in a box of one line is a habit, and no wish to leave the page.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input[type=text]")) event.preventDefault();
  });
  // A choice that calls for more opens the box for it.
  form.addEventListener("change", ({ target }) => {
    if (!target.matches(".grade input")) return;
    const section = target.name.replace(/grade$/, "");
    for (const more of form.querySelectorAll("details[data-for]")) {
      if (more.dataset.for === target.value && more.querySelector("textarea").name.startsWith(section)) more.open = true;
    }
  });
  // It is read out where it changes, so what comes and goes with each letter stands elsewhere.
  const tell = (text, trouble) => {
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("trouble", trouble);
    if (hint) hint.hidden = true;
  };
  const boxes = () => new URLSearchParams(new FormData(form)).toString();
  const offline = document.getElementById("answers-file");

  // What was typed, as the file that qaf fill --from takes in.
  const answers = () => {
    const of = {};
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith("a:")) (of[name.slice(2)] ??= []).push(value);
    }
    const about = JSON.parse(document.getElementById("about").textContent);
    about.was = JSON.parse(form.elements.was.value);
    about.answers = of;
    return about;
  };
  const download = () => {
    const about = answers();
    const file = new Blob([JSON.stringify(about, null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${about.audit}-${about.file.replace(".yaml", "")}-answers.json`;
    link.click();
    // A browser may still be reading it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  let held = boxes();
  let kept = held;
  if (offline) {
    offline.addEventListener("click", () => {
      download();
      kept = boxes();
      tell("Saved as a file. Send it back to whoever sent you this page.", false);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("beforeunload", (event) => {
      if (boxes() !== kept) event.preventDefault();
    });
    return;
  }

  let sent = false;
  let failed = false;
  const rescue = () => {
    failed = true;
    if (document.getElementById("rescue") || !document.getElementById("about")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.id = "rescue";
    button.className = "second";
    button.textContent = "Keep what you typed as a file";
    button.addEventListener("click", () => {
      download();
      kept = boxes();
    });
    said.after(button);
  };
  const gone = () => {
    const how = document.getElementById("about") ? "Keep what you typed as a file, or copy it." : "Copy what you typed.";
    tell(`Not saved: the program that keeps this page is no longer there. ${how}`, true);
    rescue();
  };
  // What is on its way. Two that are under way at once would meet each other as if they were two people's.
  let saving = Promise.resolve();
  // A page that is sent to nobody is a page lost: whether somebody is there is asked first.
  let asking = false;
  form.addEventListener("submit", async (event) => {
    if (sent) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    await saving;
    try {
      await fetch("/fill.css", { cache: "no-store" });
      sent = true;
      form.requestSubmit(event.submitter);
    } catch {
      gone();
    }
    asking = false;
  });
  // Who comes back to a page that was sent finds it as it is by now.
  addEventListener("pageshow", (event) => {
    if (event.persisted && sent) location.reload();
  });

  if (!form.dataset.auto) {
    // Here nothing is saved while it is typed, as half a reason is none; so it is when the page is left.
    addEventListener("pagehide", () => {
      const body = new URLSearchParams(`${boxes()}&then=save`);
      if (!sent && boxes() !== held) fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
    });
    return;
  }
  // What is typed while it is being saved waits for the next time; both together stay under three seconds.
  const SOON = 2500;
  let timer = 0;
  let busy = false;
  let stopped = false;
  const typed = (text) => text.replace(/(^|&)was=[^&]*/, "");
  const save = (leaving) => {
    const now = boxes();
    if (busy || stopped || sent || now === held) return;
    clearTimeout(timer);
    timer = 0;
    busy = true;
    saving = post(now, leaving);
  };
  const post = async (now, leaving) => {
    try {
      const options = { method: "POST", body: new URLSearchParams(now), keepalive: leaving && now.length < 60000 };
      const answer = await fetch(form.dataset.auto, options);
      const told = answer.ok ? await answer.json() : { trouble: `Not saved: ${await answer.text()}` };
      if (told.trouble) {
        tell(told.trouble, true);
        rescue();
      } else {
        failed = false;
        form.elements.was.value = told.was;
        if (told.stop) {
          stopped = true;
          tell(told.stop, true);
        } else {
          tell(told.saved, false);
          document.getElementById("rescue")?.remove();
        }
        const same = typed(boxes()) === typed(now);
        held = same ? boxes() : now;
        if (told.moved && same && !stopped) {
          sent = true;
          const box = document.activeElement?.id;
          if (box) history.replaceState(null, "", `#${box}`);
          location.reload();
        }
      }
    } catch {
      gone();
    }
    busy = false;
    if (boxes() !== held) soon();
  };
  // From the first letter on, and not from the last: who types without a pause is saved too.
  const soon = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      save(false);
    }, SOON);
  };
  form.addEventListener("input", () => {
    if (!stopped && !failed && hint) hint.hidden = false;
    soon();
  });
  // A link waits for what is on its way, and for what was typed since.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const here = link && link.href.split("#")[0] === location.href.split("#")[0];
    if (!link || here || event.ctrlKey || event.metaKey || event.shiftKey || (!busy && boxes() === held)) return;
    event.preventDefault();
    await saving;
    save(false);
    await saving;
    location.href = link.href;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  addEventListener("pagehide", () => save(true));
  // Only what can't be saved by itself holds the window open.
  addEventListener("beforeunload", (event) => {
    if ((stopped || failed) && !sent && typed(boxes()) !== typed(kept)) event.preventDefault();
  });
})();
