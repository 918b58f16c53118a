import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('the reply', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace)
    })
    afterEach(() => world.stop())
    const greet = async (...people: string[]) => {
      for (const who of people) await world.say(who, '你好', '07:30')
    }

    it('takes over where the companion is, and says on whose word', async () => {
      await greet('zhangwei', 'limin')
      await world.say('zhangwei', '去小河边组走访,下午4点前回', '08:10')
      expect(await world.say('limin', '我跟张书记一起', '08:12')).toMatch(
        /^收到,您和张书记去小河边组走访入户,16:00前回。\n去向照张书记8:10那句记的/,
      )
      expect(await world.say('suhong', '李敏在哪', '09:00')).toContain('小河边组')
    })

    it('says only who is along with whom where nothing is known of the companion', async () => {
      await greet('pujian')
      expect(await world.say('pujian', '我跟段书记一起', '08:12')).toBe('收到,您和段书记一起。')
    })

    it.each([
      ['pujian', '刚到镇政府,材料交了就回,估计11点半', /11:30前回/],
      ['yanghai', '老样子', /昨天没有记下您在哪/],
      ['pujian', '车坏在半路了,没信号的那段,刚走出来,不急,修车的在来的路上', /^收到,您在路上。$/],
      ['suhong', '是6户不是8户', /^好,对的是怎样/],
      ['suhong', '谢谢', /^不客气/],
    ])('is true to what was said: %s「%s」', async (who, text, expected) => {
      await greet(who)
      expect(await world.say(who, text, '08:40')).toMatch(expected)
    })

    it('mends a time of return by the bare clock', async () => {
      await greet('duanli')
      await world.say('duanli', '上山核图斑去,12点半下来', '10:40')
      expect(await world.say('duanli', '不对,是1点', '10:41')).toMatch(/^改好了,您去?.*13:00前回/)
    })

    it.each([
      ['quyu', '张伟的电话', '13800000001'],
      ['qinglin', '杨海电话多少', '13800000006'],
      ['qinglin', '怎么联系段丽', '13800000004'],
      ['qinglin', '松坡村书记的号码', '13800000004'],
      ['limin', '张书记的电话', '13800000001'],
    ])('gives the telephone of whoever the asker may see: %s「%s」', async (who, text, phone) => {
      await greet(who)
      expect(await world.say(who, text, '10:00')).toContain(`电话:${phone}`)
    })

    it('answers a question put once more, of another place or day', async () => {
      await greet('qinglin')
      await world.say('duanli', '在村里整台账', '09:00')
      await world.say('qinglin', '丛岗村工作队在哪', '10:00')
      expect(await world.say('qinglin', '那松坡村呢', '10:01')).toContain('松坡村工作队2人')
      expect(await world.say('qinglin', '昨天呢', '10:02')).toMatch(/松坡村.*没有记录/)
    })

    it.each([
      ['yijian', '帮助', /其他情况请问当地乡镇/, /看到后直接联系当事人就行/g],
      ['shuiwu', '张伟在村里吗', /去向和工作情况请问当地乡镇/, /『今天谁请假』/g],
    ])('does not repeat what the welcome has just said: %s', async (who, text, said, once) => {
      const reply = (await world.say(who, text, '08:00')) ?? ''
      expect(reply).toMatch(said)
      expect(reply.match(once)).toHaveLength(1)
    })
  })
})
