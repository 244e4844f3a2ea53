// A view is named by the URL's hash, such as #map?date=4&layer=violence, so that it
// can be sent, also from disk.

export interface Place {
  screen: string;
  params: Record<string, string>;
}

export function parse(hash: string): Place {
  const [screen, query] = hash.replace(/^#/, "").split("?", 2);
  return { screen, params: Object.fromEntries(new URLSearchParams(query ?? "")) };
}

// format leaves out what is empty; the order of keys is the alphabet's, so that a view has one name.
export function format(place: Place): string {
  const kept = Object.entries(place.params).filter(([, value]) => value !== "").sort(([a], [b]) => (a < b ? -1 : 1));
  const query = new URLSearchParams(kept).toString();
  return "#" + place.screen + (query === "" ? "" : "?" + query);
}
