import type { ComponentChildren } from "preact";

// Markdown draws what lists of sources are written in: headings, lists, tables, paragraphs; links and code in a line.
export function Markdown({ text }: { text: string }) {
  return <div class="markdown">{blocks(text).map(block)}</div>;
}

// blocks are parted by an empty line, and by a heading.
export function blocks(text: string): string[] {
  return text.replace(/^(#+ .*)$/gm, "\n$1\n").split(/\n\s*\n/).map((b) => b.trim()).filter((b) => b !== "");
}

function block(b: string): ComponentChildren {
  if (b.startsWith("#")) return <h4>{inline(b.replace(/^#+ /, ""))}</h4>;
  if (b.startsWith("|")) return table(b);
  if (/^[-*] /.test(b)) return <ul>{b.split(/\n(?=[-*] )/).map((item) => <li>{inline(item.slice(2))}</li>)}</ul>;
  return <p>{inline(b)}</p>;
}

function table(b: string): ComponentChildren {
  const [head, , ...rows] = b.split("\n").map((row) => row.replace(/^\||\|\s*$/g, "").split("|").map((cell) => cell.trim()));
  return (
    <div class="scroll" role="group" aria-label="Table" tabIndex={0}>
      <table>
        <thead><tr>{head.map((cell) => <th scope="col">{inline(cell)}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr>{row.map((cell) => <td>{inline(cell)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

export function inline(text: string): ComponentChildren[] {
  return text.split(/(\[[^\]]+\]\([^)\s]+\)|`[^`]+`|\*\*[^*]+\*\*|https?:\/\/[^\s)>\]]+)/).map((part) => {
    const link = part.match(/^\[([^\]]+)\]\(([^)\s]+)\)$/);
    if (link) return /^https?:/.test(link[2]) ? <a href={link[2]}>{link[1]}</a> : link[1]; // a file is not beside the page
    if (/^https?:/.test(part)) return <a href={part}>{part}</a>;
    if (part.startsWith("`") && part.length > 2) return <code>{part.slice(1, -1)}</code>;
    if (part.startsWith("**") && part.length > 4) return <strong>{part.slice(2, -2)}</strong>;
    return part;
  });
}
