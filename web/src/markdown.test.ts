import { expect, test } from "vitest";
import { blocks } from "./markdown";

test("blocks are parted by empty lines and headings", () => {
  expect(blocks("# A\ntext\nmore\n\n- one\n- two\n## B\n")).toEqual(["# A", "text\nmore", "- one\n- two", "## B"]);
});
