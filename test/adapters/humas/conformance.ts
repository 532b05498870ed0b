import { createDemoCity } from '../../../demo/city/city.ts'
import { createPosts } from '../../../demo/systems/humas-posts.ts'
import { createHumasSystem } from '../../../demo/systems/humas.ts'
import { defineConformance } from '../../../src/testing/index.ts'
import { standInOf } from '../../suites/conformance.ts'

export const conformance = defineConformance({
  agency: 'BAG-HUMAS',
  async start() {
    const city = createDemoCity()
    const standIn = await standInOf(createHumasSystem(city), () => ({ dates: 'local', archive: 'wordpress' }))
    // A post in two categories comes twice.
    const posts = createPosts(city).flatMap(post => (post.joinedTwice ? [post, post] : [post]))
    return { ...standIn, holds: { announcements: posts.length } }
  }
})
