// Parts of a picture that one can choose. The picture is one stop of the Tab key; arrows move
// within it.

// press makes a part a button, if there is something to do. In SVG tabindex has small letters.
export function press(label: string, pressed: boolean, first: boolean, act?: () => void) {
  return act && { role: "button" as const, tabindex: pressed || first ? 0 : -1, "aria-label": label, "aria-pressed": pressed, onClick: act };
}

// toward is what keys do: arrows go to the next part west or east, north or south, and Enter
// or the space bar choose it.
export function toward(e: KeyboardEvent) {
  const from = e.target as Element;
  const key = e.key.replace("Arrow", "");
  if (key === "Enter" || key === " ") from.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  else if (["Left", "Right", "Up", "Down"].includes(key)) {
    const across = key === "Left" || key === "Right";
    const place = (part: Element) => {
      const box = part.getBoundingClientRect();
      return across ? box.x + box.width / 2 : box.y + box.height / 2;
    };
    const parts = [...from.closest("svg")!.querySelectorAll<SVGElement>("[role=button]")].sort((a, b) => place(a) - place(b));
    parts[parts.indexOf(from as SVGElement) + (key === "Left" || key === "Up" ? -1 : 1)]?.focus();
  } else return;
  e.preventDefault();
}
