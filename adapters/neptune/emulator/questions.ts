// What clients ask in the bodies of their requests.

export interface Search {
  readonly query?: { readonly query?: string };
  readonly attributeFilters?: readonly { readonly path: string }[];
  readonly pagination?: { readonly limit?: number; readonly offset?: number };
  readonly sorting?: { readonly dir?: string };
  /** The newest run of every name alone. */
  readonly experimentLeader?: boolean;
}

export interface NameTest {
  readonly mustMatchRegexes?: readonly string[] | null;
  readonly mustNotMatchRegexes?: readonly string[] | null;
}

export interface AttributesQuery {
  readonly projectIdentifiers?: readonly string[];
  readonly experimentIdsFilter?: readonly string[] | null;
  readonly attributeNamesFilter?: readonly string[] | null;
  readonly attributeNameFilter?: (NameTest & { readonly mustMatchAny?: readonly NameTest[] | null }) | null;
  readonly attributeFilter?: readonly { readonly attributeType: string }[] | null;
  readonly nextPage?: { readonly limit?: number; readonly nextPageToken?: string | null };
}
