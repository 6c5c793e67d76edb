/** What an access key may be. Browsers also send it as a part of a subprotocol, which has no other characters (RFC 6455). */
export const ACCESS_KEY = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{16,200}$/;
