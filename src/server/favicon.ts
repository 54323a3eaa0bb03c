/** Three runs that go up from one point. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="7" fill="#1f2a44"/>
  <g fill="none" stroke-width="3" stroke-linecap="round">
    <path d="M6 26 C12 26 14 8 26 6" stroke="#ffb454"/>
    <path d="M6 26 C13 25 17 17 26 15" stroke="#59c2ff"/>
    <path d="M6 26 C14 26 18 24 26 23" stroke="#aad94c"/>
  </g>
</svg>
`;
