import { rawCall } from './client';

/** The name the server gave a file: RFC 5987 first, else the plain one. */
function nameOf(disposition: string | null, otherwise: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? otherwise;
}

/**
 * Saves what the server sends under a path. Through a call rather than a link, so that a refusal is a sentence
 * on the page and the headings are in the language in force.
 *
 * @param name used when the server names none
 * @throws ApiError
 */
export async function download(path: string, name: string): Promise<void> {
  const response = await rawCall(path);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameOf(response.headers.get('content-disposition'), name);
  link.click();
  URL.revokeObjectURL(address);
}
