import { getDocument, GlobalWorkerOptions, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

// One for all: a preview that follows typing must not start a program for every pause.
let worker: PDFWorker | undefined;

/** Opens a PDF that is already here; nothing is fetched. Call `destroy()` on the result's loading task. */
export async function openPdf(blob: Blob): Promise<PDFDocumentProxy> {
  worker ??= new PDFWorker();
  return getDocument({ data: await blob.arrayBuffer(), isEvalSupported: false, worker }).promise;
}

/** Draws one page so that it fills `width` CSS pixels, sharp on any screen. */
export async function drawPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
): Promise<void> {
  const page = await document.getPage(number);
  const size = page.getViewport({ scale: 1 });
  const density = Math.min(window.devicePixelRatio, 2);
  const viewport = page.getViewport({ scale: (width / size.width) * density });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
}
