/** What the browser shows instead of the page. */
export const doors = {
  unknownLink: 'This is not a sign-in link of this gateway. Print a new one with: npx gemba link',
  usedLink: 'This sign-in link has been used already; each opens one session. Print a new one with: npx gemba link',
  expiredLink: 'This sign-in link is older than 24 hours. Print a new one with: npx gemba link',
  openWithGet: 'A sign-in link is opened with GET.',
  notSignedIn: 'The gateway could not sign you in; its log says why.',
  notAnswered: 'The gateway could not answer; its log says why.',
  notExported: 'The gateway could not export; its log says why.',
  localhostOnly: 'This gateway answers on localhost only.',
  nothingToPostTo: 'There is nothing to post to.',
  notReadable: 'This request cannot be read.',
} as const;
