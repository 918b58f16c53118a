import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A Chromium to click with: the one of CHROMIUM_PATH, else an installed one; undefined when there is none. */
export const chromiumPath: string | undefined = process.env['CHROMIUM_PATH'] ?? PLACES.find(existsSync)
