// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafting/compareversionsdialog.h"

#include "core/config/textchanges.h"
#include "core/contract/versiondiff.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/drafting/versionspane.h"
#include "widgets/review/diffview.h"

#include <QComboBox>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr QSize compareSize {860, 640};

} // namespace

CompareVersionsDialog::CompareVersionsDialog(
    const QString &name, const QList<TextVersion> &versions, const QString &unsaved, int from, QWidget *parent)
    : Dialog(tr("Compare versions of %1").arg(name), parent)
    , m_name(name)
    , m_from(new QComboBox)
    , m_to(new QComboBox)
    , m_same(new TextLabel(tr("Both texts are the same."), TextStyle::Body))
    , m_view(new DiffView)
{
    setObjectName(u"compareVersions"_s);
    setPreferredSize(compareSize);
    if (!unsaved.isEmpty())
        m_texts.append({tr("What is written here"), unsaved});
    int before = std::min(1, int(m_texts.size() + versions.size()) - 1);
    for (const TextVersion &version : versions) {
        if (version.version == from && !m_texts.isEmpty())
            before = int(m_texts.size());
        m_texts.append({tr("v%1, %2").arg(version.version).arg(versionStateWord(version.state)), version.yaml});
    }
    for (const Text &text : std::as_const(m_texts)) {
        m_from->addItem(text.name);
        m_to->addItem(text.name);
    }
    m_from->setObjectName(u"compareFrom"_s);
    m_from->setAccessibleName(tr("The older version"));
    m_to->setObjectName(u"compareTo"_s);
    m_to->setAccessibleName(tr("The newer version"));
    m_from->setCurrentIndex(before);
    m_view->setObjectName(u"compareDiff"_s);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(metrics::spaceSm);
    for (QComboBox *choice : {m_from, m_to}) {
        choices->addWidget(new TextLabel(choice == m_from ? tr("From") : tr("To"), TextStyle::SmallStrong));
        choices->addWidget(choice, 1);
        connect(choice, &QComboBox::currentIndexChanged, this, &CompareVersionsDialog::compare);
    }
    auto *frame = new Card;
    frame->bodyLayout()->addWidget(m_view);
    bodyLayout()->addLayout(choices);
    bodyLayout()->addWidget(m_same);
    bodyLayout()->addWidget(frame, 1);
    addCancelButton()->setText(tr("Close"));
    setFocusProxy(m_from);
    compare();
}

void CompareVersionsDialog::compare()
{
    const FileDiff diff = unifiedDiff(m_name + u".yaml"_s, m_texts.at(m_from->currentIndex()).yaml, m_texts.at(m_to->currentIndex()).yaml);
    m_same->setVisible(diff.hunks.isEmpty());
    m_view->setDiff(diff);
}

} // namespace gatehouse
