import { it } from 'vitest'
import { smallPartnership, session } from '/work/main/test/support/world.ts'
it('x', async () => {
  for (const r of [{session:{date:20260119}},{session:{date:'2026-02-30'}},{session:{date:'2026-01-19',minutes:'fifty'}},{session:{date:'2026-01-19',minutes:0}},{session:{date:'2026-01-19',start:'25:00'}},{session:{date:'2026-01-19',present:'a'}},{session:{date:'2026-01-19',present:['c']}},{session:{date:'2026-01-19',recordedBy:'Ana'}},{session:{date:'2026-01-19',held:'no'}},{session:{date:'2026-01-19'},followUp:{step:'s1'}},{session:{date:'2026-01-19'},followUp:[{step:'s1'}]},{session:{date:'2026-01-19'},pulse:{a:{safety:6}}},{session:{date:'2026-01-19'},notes:['x']},{session:{date:'2026-01-19'},goals:[{win:'a1',progressed:'yes'}]},{session:{date:'2026-01-19'},nextSteps:[{text:5}]}] as any[]) {
    const w = await smallPartnership()
    const e = await w.runWith({ input: JSON.stringify(r) }, 'checkin', '--from', '-')
    console.log(e.err.split('\n')[0])
  }
  const w = await smallPartnership()
  w.edit('partnership/contract.yaml', t => t.replace('Europe/Dublin', 'Mars/Olympus'))
  console.log((await w.run('status')).err)
})
