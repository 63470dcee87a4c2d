// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/configkeystab.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/review/configkeydelegate.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ConfigKeysTab::ConfigKeysTab(RequestReview &review, QWidget *parent)
    : QWidget(parent)
    , m_review(review)
    , m_words(new TextLabel(TextStyle::Body, ColorRole::Muted))
    , m_open(new Button(tr("Open configuration"), ButtonVariant::Outline))
    , m_error(new InlineError(this))
    , m_loading(new LoadingRows(tr("Comparing the two packages…"), this))
    , m_empty(new EmptyState(QString(), this))
    , m_list(new QListView(this))
{
    setObjectName(u"configKeysTab"_s);
    setSurface(this, Surface::Pane);
    m_list->setObjectName(u"configKeyList"_s);
    m_list->setAccessibleName(tr("Configuration keys that differ"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSurface(m_list, Surface::Pane);
    m_list->setItemDelegate(new ConfigKeyDelegate(m_list));
    m_list->setModel(new SpokenModel(review.configKeys(), ConfigKeyDelegate::spoken, m_list));
    auto *rows = new QHBoxLayout;
    rows->setContentsMargins(metrics::spaceSm, 0, metrics::spaceSm, 0);
    rows->addWidget(m_list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::spaceSm, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_error);
    column->addWidget(m_loading);
    column->addWidget(m_empty);
    column->addLayout(rows, 1);
    column->addStretch(0);
    connect(m_list, &QListView::activated, this, &ConfigKeysTab::configurationRequested);
    connect(m_open, &QAbstractButton::clicked, this, &ConfigKeysTab::configurationRequested);
    connect(m_error, &InlineError::retryRequested, this, [this] { m_review.reload(RequestReview::Difference); });
    connect(&review, &RequestReview::partRead, this, [this](RequestReview::Part part) {
        if (part != RequestReview::Difference)
            return;
        m_error->clear();
        showKeys();
    });
    connect(&review, &RequestReview::partFailed, this, [this](RequestReview::Part part, const Error &error) {
        if (part != RequestReview::Difference)
            return;
        m_error->setError(error);
        showKeys();
    });
}

QWidget *ConfigKeysTab::makeHead()
{
    auto *head = new QWidget;
    m_words->setObjectName(u"configKeyWords"_s);
    m_words->setWordWrap(true);
    m_open->setObjectName(u"configKeysOpen"_s);
    m_open->setSize(ButtonSize::Small);
    m_open->setIconName(IconName::Sliders);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceXs, metrics::spaceDetailPaddingX, metrics::spaceXs);
    row->addWidget(m_words, 1);
    row->addWidget(m_open);
    return head;
}

void ConfigKeysTab::showRequest()
{
    if (!m_review.isRead(RequestReview::Difference))
        m_error->clear();
    showKeys();
}

void ConfigKeysTab::showKeys()
{
    const bool isRead = m_review.isRead(RequestReview::Difference);
    const VersionDiff &diff = m_review.difference();
    const QString against = diff.baseVersion ? tr("Compared with %1.").arg(*diff.baseVersion) : tr("Nothing to compare with: all keys are new.");
    const auto asking = std::count_if(diff.configKeys.begin(), diff.configKeys.end(), [](const ConfigKeyChange &key) { return key.asksForValue; });
    QStringList words {against};
    if (asking > 0)
        words << tr("%n keys must be set before this version is installed.", nullptr, int(asking));
    m_words->setText(isRead ? words.join(u' ') : QString());
    m_loading->setVisible(!isRead && !m_error->hasError());
    m_list->setVisible(isRead && !diff.configKeys.isEmpty());
    m_empty->setVisible(isRead && diff.configKeys.isEmpty());
    m_empty->setSentence(diff.configKeysUnknown ? tr("Which keys differ cannot be told. %1").arg(*diff.configKeysUnknown)
                                                : tr("No configuration key came, went or changed."));
}

} // namespace gatehouse
