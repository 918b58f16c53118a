import { fitSections } from './bytes'
import { inert } from './inert'

/** What is said when a question cannot be answered as asked: honest, polite, and telling nothing it should not. */

export const nobodyOfThatName = (about: string) =>
  `您能看到的范围里没有『${inert(about)}』。把名字写全、带上村名再问一次,像『某某村张书记在哪』。`

export const tooManyOfThatName = (about: string, count: number) =>
  `『${inert(about)}』对得上${count}个,请带上村名再问一次,像『某某村张书记在哪』。`

/** 您问的是哪一位?1 松坡村李明(工作队员) … */
export const which = (about: string, options: readonly string[]) =>
  [
    `『${inert(about)}』对得上${options.length}个,您问的是哪一个?回数字就行:`,
    ...options.map((option, index) => `${index + 1} ${option}`),
  ].join('\n')

export const notOnTeam = () => '您不在村里的工作队,没有您的去向可查。想问谁,带上名字就行,像『张书记在哪』。'

/** For somebody who follows his unit's people: leave and rotation, nothing else. */
export const unitContactOnly = () =>
  '您这边可以问本单位驻村人员的请假和轮换,像『今天谁请假』『小李的假到哪天』。去向和工作情况请问当地乡镇。'

export const nothingToSee = () => '您这边没有可查的工作队。'

export const daysForSelfOnly = () => '驻村天数只给本人、本队和乡镇以上看。'

export const notYetThatDay = (day: string) => `${day}还没到,到那天再问。`

/** A day off: nobody is expected to say anything. */
export const dayOff = (day: string) => `${day}休息,没有消息是平常事。`

export const beforeDue = (due: string) => `还没到${due},没消息是平常事。`

export const everybodyReachable = (label: string) => `${label}现在没有联系不上的人。`

/** Who cannot be reached is known of this moment alone. */
export const onlyNow = () => '联系不上的只能看现在:'

export const whoseDays = () => '驻村天数一次看一个人或一个村,像『张书记这个月在村几天』;整月的表请用导出。'

export const tooLarge = () => '范围太大,一条消息说不完,请带上乡镇或村名再问。'

export const noTeam = (label: string) => `${label}那天没有驻村工作队。`

/** Several answers as one text. */
export const together = (texts: readonly string[]): string =>
  fitSections([
    {
      lines: texts.flatMap((text) => text.split('\n')),
      more: (left) => `另有${left}行没列下,分开问能看到。`,
    },
  ])
