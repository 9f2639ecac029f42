/** To the site's owner. Visitors read something calmer, or nothing. */
export const complain = (problem: unknown) => console.error("foyer:", problem);
