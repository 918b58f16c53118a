import { randomBytes } from 'node:crypto'
import { fail, ok, type Api, type Member, type State } from './state'

const CODE_LIFETIME = 5 * 60_000

export interface Directory {
  apis: Record<string, Api>
  /** an OAuth code as WeCom puts it into the redirect: good once, for 5 min */
  loginCode: (userid: string) => string
}

export function findMember(members: Member[], userid: string): Member | undefined {
  return members.find((member) => member.userid.toLowerCase() === userid.toLowerCase())
}

export function createDirectory({ members, now }: State): Directory {
  const codes = new Map<string, { userid: string; until: number }>()
  return {
    loginCode(userid) {
      const code = randomBytes(24).toString('base64url')
      codes.set(code, { userid, until: now() + CODE_LIFETIME })
      return code
    },
    apis: {
      'user/get'({ query }) {
        const member = findMember(members, query.get('userid') ?? '')
        if (!member) return fail(60111, 'userid not found')
        return ok({
          userid: member.userid,
          name: member.name,
          department: [1],
          status: 1,
          main_department: 1,
        })
      },
      'auth/getuserinfo'({ query }) {
        const code = query.get('code') ?? ''
        const login = codes.get(code)
        codes.delete(code)
        if (!login) return fail(40029, 'invalid code')
        if (login.until < now()) return fail(42022, 'code expired')
        const member = findMember(members, login.userid)
        return member ? ok({ userid: member.userid }) : ok({ openid: `o${login.userid}` })
      },
      getcallbackip: () => ok({ ip_list: ['127.0.0.1'] }),
      get_api_domain_ip: () => ok({ ip_list: ['127.0.0.1'] }),
    },
  }
}
