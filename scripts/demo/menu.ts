/** English captions for the buttons of the application's menu. */
export const MENU_ENGLISH: Readonly<Record<string, string>> = {
  去向: 'Whereabouts',
  在村里: 'In the village',
  下组入户: 'Out visiting',
  山上没信号: 'On the hill, no signal',
  回来了: 'Back again',
  平安: 'Safety',
  报平安: 'I am safe',
  求助: 'Call for help',
  我的: 'Mine',
  我的日志: 'My log',
  隐私: 'Privacy',
  意见: 'Feedback',
  发位置: 'Send my place',
}
