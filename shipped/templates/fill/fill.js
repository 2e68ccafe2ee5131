// Saves what is typed three seconds after typing stops, when the page is left and when it is hidden. Without it every page
// has a button that saves, and everything works.
"use strict";
(() => {
  const said = document.getElementById("saved");
  const first = document.getElementById("summary");
  if (first) first.focus();
  const form = document.getElementById("form");
  if (!form) return;
  const tell = (text, trouble) => {
    said.textContent = text;
    said.classList.toggle("trouble", trouble);
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
    URL.revokeObjectURL(link.href);
  };

  let held = boxes();
  if (offline) {
    offline.addEventListener("click", () => {
      download();
      held = boxes();
      tell("Saved as a file. Send it back to whoever sent you this page.", false);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("beforeunload", (event) => {
      if (boxes() !== held) event.preventDefault();
    });
    return;
  }

  if (!form.dataset.auto) return;
  let timer = 0;
  let busy = false;
  let stopped = false;
  let sent = false;
  const rescue = () => {
    if (document.getElementById("rescue")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.id = "rescue";
    button.className = "second";
    button.textContent = "Keep what you typed as a file";
    button.addEventListener("click", download);
    said.after(button);
  };
  const save = async (leaving) => {
    const now = boxes();
    if (busy || stopped || sent || now === held) return;
    busy = true;
    try {
      const options = { method: "POST", body: new URLSearchParams(now), keepalive: leaving && now.length < 60000 };
      const answer = await fetch(form.dataset.auto, options);
      const told = await answer.json();
      if (told.trouble) {
        tell(told.trouble, true);
        rescue();
      } else {
        held = now;
        form.elements.was.value = told.was;
        if (told.stop) {
          stopped = true;
          tell(told.stop, true);
        } else {
          tell(told.saved, false);
          document.getElementById("rescue")?.remove();
        }
        if (told.moved && boxes().replace(/was=[^&]*/, "") === now.replace(/was=[^&]*/, "")) {
          sent = true;
          location.reload();
        }
        held = boxes().replace(/was=[^&]*/, "") === now.replace(/was=[^&]*/, "") ? boxes() : held;
      }
    } catch {
      tell("Not saved: the program that keeps this page is no longer there. Keep what you typed as a file, or copy it.", true);
      rescue();
    }
    busy = false;
    if (boxes() !== held) soon();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 3000, false);
  };
  form.addEventListener("input", () => {
    if (!stopped) tell("Not saved yet", false);
    soon();
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  addEventListener("pagehide", () => save(true));
})();
