"""Eight workshops. All are invented; the places and the crafts of those places are real."""

from small_trades.shop.products.sample.shapes import SampleMaker

MAKERS = (
    SampleMaker(
        slug="tsukimachi-kiln",
        name_ja="月待窯",
        name_en="Tsukimachi Kiln",
        reading="つきまちがま",
        place_ja="岐阜県多治見市",
        place_en="Tajimi, Gifu",
        story_ja=(
            "多治見の坂の途中にある、夫婦ふたりの小さな窯です。"
            "土は地元の山のもの、釉薬は藁灰と木灰を自分たちで合わせています。"
            "毎日の食卓で出番の多い器を、ひと月に二度の窯で焼いています。"
        ),
        story_en=(
            "A small kiln run by a couple, halfway up a hill in Tajimi. The clay comes from nearby hills, "
            "and they mix their own glazes from straw ash and wood ash. Twice a month they fire the pieces "
            "a table asks for every day."
        ),
    ),
    SampleMaker(
        slug="kirinotani-tea",
        name_ja="霧ノ谷茶園",
        name_en="Kirinotani Tea Garden",
        reading="きりのたにちゃえん",
        place_ja="京都府相楽郡和束町",
        place_en="Wazuka, Kyoto",
        story_ja=(
            "朝霧の立つ和束の斜面で、四代にわたり茶を育ててきました。"
            "摘みとりから蒸し、揉み、火入れまでを茶園の中で行います。"
            "農薬に頼らない畑を少しずつ広げ、いまは七割がその畑です。"
        ),
        story_en=(
            "Four generations have grown tea on the slopes of Wazuka, where mist rises in the morning. "
            "Picking, steaming, rolling and firing are all done on the farm. Seven tenths of the fields are "
            "now tended without pesticides."
        ),
    ),
    SampleMaker(
        slug="hamatsuji-dyeworks",
        name_ja="浜辻染工場",
        name_en="Hamatsuji Dye Works",
        reading="はまつじせんこうじょう",
        place_ja="静岡県浜松市",
        place_en="Hamamatsu, Shizuoka",
        story_ja=(
            "遠州の木綿を、注染という技法で染める工場です。"
            "型紙で糊を置き、重ねた生地に染料を注ぐので、裏も表も同じように染まります。"
            "川風で乾かした布は、洗うたびにやわらかくなります。"
        ),
        story_en=(
            "A workshop that dyes Enshu cotton by chusen: paste is laid through a stencil and dye is poured "
            "through layers of cloth, so that both sides show the pattern. Dried in the wind off the river, "
            "the cloth softens with each wash."
        ),
    ),
    SampleMaker(
        slug="yukisaka-paper",
        name_ja="雪坂紙漉所",
        name_en="Yukisaka Paper Mill",
        reading="ゆきさかかみすきじょ",
        place_ja="福井県越前市",
        place_en="Echizen, Fukui",
        story_ja=(
            "冬の冷たい水で紙を漉く、越前の里の紙漉所です。"
            "楮と三椏を手で選り、黒い皮のかけらを一つずつ取りのぞきます。"
            "漉いた紙は裏の工房で、便箋や帳面に仕立てています。"
        ),
        story_en=(
            "A mill in the paper village of Echizen, where sheets are formed in the cold water of winter. "
            "Kozo and mitsumata fibres are cleaned by hand, speck by speck, and made into letters and "
            "notebooks in the room behind."
        ),
    ),
    SampleMaker(
        slug="matsugae-incense",
        name_ja="香房 松ヶ枝",
        name_en="Matsugae Incense",
        reading="こうぼうまつがえ",
        place_ja="兵庫県淡路市",
        place_en="Awaji, Hyogo",
        story_ja=(
            "線香の島、淡路の西海岸にある香房です。"
            "冬の西風が線香をゆっくり乾かし、香りを中に閉じ込めてくれます。"
            "椨の粉に天然の香木と漢薬だけを合わせ、香料は使いません。"
        ),
        story_en=(
            "An incense house on the west coast of Awaji, the island of incense, where the winter wind "
            "dries each stick slowly and keeps the scent inside. Only aromatic woods and herbs are blended "
            "with tabu bark; no perfume is added."
        ),
    ),
    SampleMaker(
        slug="kurose-forge",
        name_ja="黒瀬打刃物",
        name_en="Kurose Forge",
        reading="くろせうちはもの",
        place_ja="新潟県三条市",
        place_en="Sanjo, Niigata",
        story_ja=(
            "鍛冶の町、三条で庖丁を打つ三人の鍛冶屋です。"
            "鋼を割り込み、打ち、焼きを入れ、一丁ずつ手で研ぎ上げます。"
            "使い込んだ庖丁の研ぎ直しも、いつでもお受けしています。"
        ),
        story_en=(
            "Three smiths in Sanjo, a town of forges. They weld in the steel, hammer, quench and grind "
            "every blade by hand, and will sharpen again, at any time, a knife that has worked hard."
        ),
    ),
    SampleMaker(
        slug="usagibashi-sweets",
        name_ja="菓舗 うさぎ橋",
        name_en="Usagibashi Confectioners",
        reading="かほうさぎばし",
        place_ja="石川県金沢市",
        place_en="Kanazawa, Ishikawa",
        story_ja=(
            "金沢の細い川にかかる橋のたもとで、餡を炊き続けてきた菓子屋です。"
            "小豆は北海道、砂糖は讃岐の和三盆と北陸の水飴を使い分けます。"
            "甘さは控えめに、豆の香りが残るところで火を止めます。"
        ),
        story_en=(
            "A confectioner at the foot of a bridge over a narrow river in Kanazawa. The beans are from "
            "Hokkaido, the sugar is wasanbon from Sanuki, and the fire goes out while the beans still smell "
            "of beans."
        ),
    ),
    SampleMaker(
        slug="hashibami-wood",
        name_ja="木地処 はしばみ",
        name_en="Hashibami Woodworks",
        reading="きじどころはしばみ",
        place_ja="秋田県仙北市",
        place_en="Semboku, Akita",
        story_ja=(
            "山桜の樹皮を磨く樺細工と、秋田杉を曲げる曲げわっぱの工房です。"
            "木は伐ってから三年寝かせ、狂いが出きってから道具にします。"
            "直しながら長く使えるよう、継ぎ目はどれも解ける作りです。"
        ),
        story_en=(
            "A workshop for kabazaiku, polished mountain-cherry bark, and magewappa, bent Akita cedar. "
            "Timber rests three years before it becomes a tool, and every joint is made so that it can be "
            "opened and mended."
        ),
    ),
)
