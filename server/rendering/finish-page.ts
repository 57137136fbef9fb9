import { createHash } from 'node:crypto';

/**
 * A reader's page as it goes out; `finished` unless a part of it would still have to come by the framework's script.
 */
export type FinishedPage = { html: string; status: number; finished: boolean };

/**
 * Makes Next's HTML into the page that readers get: without the framework's scripts, flight data and preloads, which
 * only serve a client runtime that reader pages do not have, and with the status that the page asked for (see
 * statusMetadata in app/[locale]).
 *
 * The input is React's own output, where `<` never stands unescaped in text or attributes, so that tags can be told by
 * their letters. Scripts marked data-keep are ours and stay.
 */
export function finishPage(html: string, status: number): FinishedPage {
  const asked = /<meta name="portal-status" content="(\d{3})"\/>/.exec(html);
  // React's marks of a boundary that was still waiting when the page ended, or was filled in later by script.
  const finished = !/<!--\$\?-->|<!--\$!-->|<template id="[BP]:/.test(html);
  const page = html
    .replace(/<script\b([^>]*)>.*?<\/script>/gs, (script, attributes: string) =>
      attributes.includes(' data-keep') ? script.replace(/ data-keep(="[^"]*")?/, '') : '',
    )
    .replace(/<link rel="preload" as="script"[^>]*\/>/g, '')
    .replace(/<meta name="portal-status"[^>]*\/>/, '')
    .replace(/<!--.*?-->/gs, '')
    .replace('<div hidden=""></div>', '');
  return { html: page, status: asked && status === 200 ? Number(asked[1]) : status, finished };
}

/** Source expression for a Content-Security-Policy that lets an inline script run (CSP 3, 8.4). */
export function scriptHash(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
