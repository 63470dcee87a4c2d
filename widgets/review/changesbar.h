// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"
#include "models/review/diffrows.h"

#include <QFrame>

class QMenu;

namespace gatehouse {

class Button;
class KeyCaps;
class Meter;
class SegmentedControl;
class TextLabel;

//! Above the changes: what is compared with what, how much of it was reviewed, and how it is shown.
class ChangesBar final : public QFrame
{
    Q_OBJECT

public:
    explicit ChangesBar(QWidget *parent = nullptr);

    //! \a base is empty when everything is new.
    void setVersions(const QString &base, const QString &version);
    //! What else there is to compare with; \a current is one of them or empty. Fewer than two leave no
    //! choice.
    void setBases(const QList<DiffBase> &bases, const VersionId &current);
    //! Without a choice of versions: a configuration change.
    void setPlain();
    void setProgress(int reviewed, int all);
    void setMode(DiffMode mode);
    void setWhitespaceHidden(bool hidden);
    bool isWhitespaceHidden() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void baseChosen(const gatehouse::VersionId &id);
    void modeChosen(gatehouse::DiffMode mode);
    void whitespaceToggled(bool hidden);
    void nextRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    //! What is left out where there is no room for all, each with those before it.
    enum LeftOut { Nothing, Standing, Labels, Keys, WhitespaceWords, Progress };

    void showStanding();
    void showParts();
    void fit();

    TextLabel *m_baseLabel;
    Button *m_base;
    QMenu *m_bases;
    TextLabel *m_arrow;
    TextLabel *m_version;
    TextLabel *m_proposed;
    Meter *m_meter;
    TextLabel *m_count;
    Button *m_whitespace;
    SegmentedControl *m_mode;
    KeyCaps *m_modeKey;
    Button *m_next;
    QList<DiffBase> m_choices;
    VersionId m_current;
    int m_fileCount = 0;
    LeftOut m_leftOut = Nothing;
};

} // namespace gatehouse
