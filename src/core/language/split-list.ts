/** Values that stand in a list, with commas between them; a comma in quotes or in the braces of a context is none. */
export function splitList(text: string): readonly string[] {
  const items = text.match(/(?:`[^`]*`|"[^"]*"|'[^']*'|\{[^}]*\}|[^,`"'{])+/g) ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
